import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import { createStream, type FileSize, type RotatingFileStream } from 'rotating-file-stream';
import { fault } from '../i18n/faults/index.ts';

const olderFiles = 4;

/**
 * The process's log: everything as JSON lines in `<data>/parley.log`, what an operator should see now on the
 * terminal. Requests, commands and tokens are not logged; what people said is in the ledger. A full file becomes
 * `parley.1.log`, and so on up to `parley.4.log`, which is overwritten. Only this user can read them.
 */
export function openLog(data: string, fileSize: FileSize = '10M'): Logger {
  makeFolder(data);
  const terminal = pretty({
    colorize: process.stderr.isTTY,
    destination: 2,
    ignore: 'pid,hostname,error.stack',
    sync: true,
  });
  return pino(
    { level: 'info', serializers: { error: pino.stdSerializers.err }, redact: ['*.token', '*.password'] },
    pino.multistream([
      { level: 'info', stream: rotating(data, fileSize) },
      { level: 'warn', stream: terminal },
    ]),
  );
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? '';
    throw fault('config.invalid', 'dataFolder', { folder, reason }, { cause });
  }
}

/** A disk that is full for a while costs the lines of that while: each line tries again where the last one failed. */
function rotating(data: string, size: FileSize): { write(line: string): void } {
  const current = join(data, 'parley.log');
  let told = false;
  let file: RotatingFileStream | undefined;
  const open = () => {
    if (existsSync(current)) chmodSync(current, 0o600);
    const stream = createStream((index) => (index ? `parley.${index}.log` : 'parley.log'), {
      path: data,
      mode: 0o600,
      rotate: olderFiles,
      size,
    });
    stream.on('error', (error) => {
      if (!told) process.stderr.write(`! ${current}: ${error.message}\n`);
      told = true;
    });
    return stream;
  };
  return {
    write(line) {
      if (file === undefined || file.destroyed) file = open();
      file.write(line);
    },
  };
}
