import { setTimeout as pause } from 'node:timers/promises';
import type { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { ParleyError } from '../../../src/errors.ts';
import type { Log } from '../deps.ts';
import { codeOf, describe } from '../trouble.ts';

const longestWaitMs = 60_000;

export type Connection = { close(): Promise<void> };

const fixOf = (error: unknown) =>
  codeOf(error) === ''
    ? 'Check that this machine reaches slack.com; see slack-status.com.'
    : 'api.slack.com/apps → your app: switch Socket Mode on, and make an app-level token with connections:write for SLACK_APP_TOKEN.';

/**
 * Holds a Socket Mode connection for as long as it is wanted. The client's own way of coming back ends the whole process
 * when Slack refuses the token by then, so it is switched off, and this one goes on trying. `back`: it is here again.
 */
export async function holdSocket({ client }: SocketModeReceiver, log: Log, back: () => void): Promise<Connection> {
  const closing = new AbortController();
  let connecting = true;
  const comeBack = async () => {
    connecting = true;
    for (let attempt = 0; !closing.signal.aborted; attempt++) {
      try {
        await client.start();
        back();
        break;
      } catch (error) {
        if (closing.signal.aborted) break;
        // Slack closes every connection after some hours: one failure is not worth a warning.
        log[attempt === 0 ? 'info' : 'warn']({ fix: fixOf(error) }, `slack: no connection yet: ${describe(error)}`);
        await pause(Math.min(500 * 2 ** attempt, longestWaitMs), undefined, { signal: closing.signal }).catch(() => {});
      }
    }
    connecting = false;
  };
  client.on('disconnected', () => {
    if (!connecting && !closing.signal.aborted) void comeBack();
  });
  try {
    await client.start();
    connecting = false;
  } catch (error) {
    const refused = codeOf(error) !== '';
    throw new ParleyError(refused ? 'config.invalid' : 'platform.unreachable', `Socket Mode: ${describe(error)}`, {
      fix: fixOf(error),
      retryable: !refused,
      cause: error,
    });
  }
  return {
    async close() {
      closing.abort();
      await client.disconnect();
    },
  };
}

const taken = (port: number) => ({
  en: `Port ${port}, where Slack's events should arrive, is in use`,
  ko: `Slack 이벤트를 받을 포트가 이미 쓰이고 있습니다: ${port}`,
});

/** Listens for events by HTTP below `/slack/events`. */
export async function holdHttp(receiver: HTTPReceiver, port: number): Promise<Connection> {
  try {
    await receiver.start(port);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new ParleyError('port.in-use', taken(port), {
      fix: {
        en: 'End the program that uses it, or set SLACK_PORT to another one.',
        ko: '그 포트를 쓰는 프로그램을 끝내거나 SLACK_PORT에 다른 포트를 넣으세요.',
      },
      cause,
    });
  }
  return { close: () => receiver.stop() };
}
