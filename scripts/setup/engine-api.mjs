import { request } from 'node:http';

export const engineSocket = '/var/run/docker.sock';

/**
 * Asks the local engine, before any package is there to do it.
 * @param {string} path
 * @param {string} [socketPath]
 * @returns {Promise<{ status: number, body: string }>} rejects with the socket's error when no engine answers
 */
export function askEngine(path, socketPath = engineSocket) {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path, timeout: 10_000 }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on('error', reject);
    });
    asking.on('timeout', () => asking.destroy(new Error('the engine does not answer')));
    asking.on('error', reject);
    asking.end();
  });
}

/**
 * @returns {Promise<'answers' | 'forbidden' | 'silent'>} `forbidden`: there is one, but not for this user
 */
export async function engineState() {
  try {
    return (await askEngine('/_ping')).status === 200 ? 'answers' : 'silent';
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EACCES' ? 'forbidden' : 'silent';
  }
}

/** True when some container runs, whoever made it. */
export async function containersRun() {
  return JSON.parse((await askEngine('/containers/json')).body).length > 0;
}

/** @param {string} name */
export async function hasImage(name) {
  return (await askEngine(`/images/${encodeURIComponent(name)}/json`)).status === 200;
}
