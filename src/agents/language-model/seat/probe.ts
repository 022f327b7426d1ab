/** Asks a server on a network whether it is there, and which models it has. */
export type ModelProbe = {
  /** Names of its models; empty when it answers without telling; null when nothing answers. */
  models(baseUrl: string, apiKey?: string): Promise<readonly string[] | null>;
};

/** Local servers answer in milliseconds; a start must not wait for one that is not there. */
const patienceMs = 1500;

/** By the list of models that every OpenAI-compatible server offers. */
export function createModelProbe(): ModelProbe {
  return {
    async models(baseUrl, apiKey) {
      try {
        const response = await fetch(`${baseUrl}/models`, {
          signal: AbortSignal.timeout(patienceMs),
          ...(apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
        });
        return response.ok ? namesIn(await response.json().catch(() => null)) : [];
      } catch {
        return null;
      }
    },
  };
}

function namesIn(body: unknown): string[] {
  const list = typeof body === 'object' && body !== null && 'data' in body ? body.data : null;
  if (!Array.isArray(list)) return [];
  return list.flatMap((it: { id?: unknown } | null) => (typeof it?.id === 'string' ? [it.id] : []));
}
