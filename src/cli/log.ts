import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/**
 * The process's log: everything as JSON lines in `<data>/parley.log`, what an operator should see now on the
 * terminal. Requests, commands and tokens are not logged; what people said is in the ledger.
 */
export function openLog(data: string): Logger {
  mkdirSync(data, { recursive: true });
  const terminal = pretty({
    colorize: process.stderr.isTTY,
    destination: 2,
    ignore: 'pid,hostname,error.stack',
    sync: true,
  });
  const file = pino.destination({ dest: join(data, 'parley.log'), mkdir: true, sync: false });
  return pino(
    { level: 'info', serializers: { error: pino.stdSerializers.err }, redact: ['*.token', '*.password'] },
    pino.multistream([
      { level: 'info', stream: file },
      { level: 'warn', stream: terminal },
    ]),
  );
}
