import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import { fault } from '../i18n/faults/index.ts';

const olderFiles = 4;

/**
 * The process's log: everything as JSON lines in `<data>/parley.log`, what an operator should see now on the
 * terminal. Requests, commands and tokens are not logged; what people said is in the ledger. A full file becomes
 * `parley.1.log`, and so on up to `parley.4.log`, which is overwritten. Only this user can read them.
 */
export function openLog(data: string, fileBytes = 10 * 1024 * 1024): Logger {
  makeFolder(data);
  const terminal = pretty({
    colorize: process.stderr.isTTY,
    destination: 2,
    ignore: 'pid,hostname,error.stack',
    sync: true,
  });
  return pino(
    { level: 'info', serializers: { error: inShort }, redact: ['*.token', '*.password'] },
    pino.multistream([
      { level: 'info', stream: rotating(data, fileBytes) },
      { level: 'warn', stream: terminal },
    ]),
  );
}

/** Libraries hang on their errors what they were given: a command's arguments, a request's body. None of it is kept. */
function inShort(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : String(error);
  const { type, message, stack } = pino.stdSerializers.err(error);
  const { code, statusCode, fix } = error as { code?: unknown; statusCode?: unknown; fix?: unknown };
  return { type, message, stack, code, statusCode, fix };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? '';
    throw fault('config.invalid', 'dataFolder', { folder, reason }, { cause });
  }
}

/**
 * Written before the call returns: the last lines of a process that is killed are the ones that are looked for. A
 * disk that is full costs the lines of that while, and is told once.
 */
function rotating(data: string, size: number): { write(line: string): void } {
  const nameOf = (age: number) => join(data, age === 0 ? 'parley.log' : `parley.${age}.log`);
  const current = nameOf(0);
  let told = false;
  const tell = (error: Error) => {
    if (!told) process.stderr.write(`! ${current}: ${error.message}\n`);
    told = true;
  };
  const open = () => {
    const opened = pino.destination({ dest: current, append: true, mode: 0o600, sync: true });
    opened.on('error', tell);
    chmodSync(current, 0o600);
    return opened;
  };
  let file: ReturnType<typeof open> | undefined;
  let written = 0;
  const turn = () => {
    for (let age = olderFiles; age > 0; age--)
      if (existsSync(nameOf(age - 1))) renameSync(nameOf(age - 1), nameOf(age));
    file?.end();
    file = open();
    written = 0;
  };
  return {
    write(line) {
      try {
        if (file === undefined) {
          file = open();
          // Other processes write here too; each counts from what it found.
          written = statSync(current).size;
        }
        if (written > size) turn();
        written += Buffer.byteLength(line);
        file.write(line);
      } catch (error) {
        tell(error as Error);
      }
    },
  };
}
