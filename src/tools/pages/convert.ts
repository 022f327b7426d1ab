import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./converter.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const limits = ['--max-old-space-size=192', '--stack-size=3900'];
/** It reads this program's files, and can neither write nor start anything. */
const permissions = ['--permission', `--allow-fs-read=${root}`];

/**
 * A page's HTML as Markdown, made in a process of its own: a page made to be hard to read may exhaust memory or
 * stack, and a thread of this process that does so can take the whole process with it.
 * @returns null when the page ended the process
 */
export async function convert(html: string, url: string, signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [...limits, ...permissions, program, url], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    signal,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // It may be gone before it has read everything; its exit tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(html);
  const [markdown, code] = await Promise.all([text(child.stdout), ended]);
  return code === 0 ? markdown : null;
}
