import type { Locale } from '../../../debate/event.ts';
import type { FailureKind } from '../call/failure.ts';
import { kindOf } from '../call/sort-out.ts';
import type { Provider, ResolvedModel } from '../providers/providers.ts';
import { settled, words } from '../words.ts';
import { absence } from './absence.ts';
import type { ModelFinding } from './examine.ts';
import type { ModelProbe } from './probe.ts';

const patienceMs = 10_000;

/** Whether a model could draw: its vendor is asked for the model's name. Nothing is drawn, as pictures cost money. */
export async function examineImageModel(
  model: ResolvedModel,
  probe: ModelProbe,
  { locale }: { readonly locale: Locale },
): Promise<ModelFinding> {
  const away = await absence(model, probe, locale);
  if (away) return { state: 'bad', detail: away.reason, fix: away.fix };
  const told = { model: model.spec, key: model.provider.apiKeyEnv ?? '', status: '' };
  const { failures, drawsNothing } = words[locale];
  const status = await statusOf(model);
  if (status !== null && status < 400) return { state: 'ok', detail: settled(drawsNothing(told), locale) };
  const kind: FailureKind = status === null ? 'unreachable' : kindOf(status, '');
  const known = { ...told, status: String(status ?? '') };
  return { state: 'bad', detail: settled(failures[kind].message(known), locale), fix: failures[kind].fix(known) };
}

/** Null when nothing answers. Servers of open models have just answered, and may know no such question. */
async function statusOf({ id, provider }: ResolvedModel): Promise<number | null> {
  const headers = keyOf(provider);
  if (headers === null) return 200;
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`${provider.baseUrl}/models/${encodeURIComponent(id)}`, { headers, signal });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

function keyOf({ type, apiKey = '' }: Provider): Record<string, string> | null {
  if (type === 'openai') return { authorization: `Bearer ${apiKey}` };
  return type === 'google' ? { 'x-goog-api-key': apiKey } : null;
}
