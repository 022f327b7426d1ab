import { fetch } from 'undici';
import { fault } from '../i18n/faults/index.ts';

const patienceMs = 5000;

/**
 * Whether the configured Gabriel can be asked: ends a command that there never was, which changes nothing. Throws
 * `config.invalid` without a token, and `gabriel.failed` when it is away or does not take it.
 */
export async function examineGabriel({ url }: { readonly url: string }, env: NodeJS.ProcessEnv): Promise<void> {
  const token = env.GABRIEL_TOKEN;
  if (!token) throw fault('config.invalid', 'gabrielToken');
  const status = await fetch(`${url.replace(/\/+$/, '')}/doctor`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    () => null,
  );
  if (status === null) throw fault('gabriel.failed', 'gabrielAway', { url });
  if (status === 401 || status === 403) throw fault('gabriel.failed', 'gabrielRefused', { status });
  if (status >= 300 && status !== 404) throw fault('gabriel.failed', 'gabrielStrange', { status, url });
}
