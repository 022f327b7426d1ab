import { checkLines, checkOne } from './cli/check.ts';
import { createProgram } from './cli/program.ts';
import { complain, interruption, print } from './cli/terminal.ts';
import { systemLocale } from './cli/words.ts';
import { type Config, readConfig } from './config.ts';
import { ParleyError } from './errors.ts';
import { fault } from './i18n/faults/index.ts';
import { createPolicy } from './policy/index.ts';

/**
 * The command line. Rooms are loaded by the commands that need them: a check of a command, a help text or a mistake in
 * the settings waits for none of the big libraries.
 */

const configure = (file: string | undefined) => readConfig({ file, env: process.env });
const compose = () => import('./compose.ts');

// A configuration that cannot be read is a finding of the doctor's, not the end of the examination.
function settled(read: () => Config): Config | ParleyError {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
}

const program = createProgram({
  async start(file, only) {
    const config = configure(file);
    return (await compose()).start(config, only, interruption());
  },
  async ask(file, text, flags) {
    const config = configure(file);
    return (await compose()).askCommand(config, text, flags, interruption());
  },
  async check(file, command, stdin) {
    const { judge } = createPolicy(configure(file).policy);
    if (stdin) return checkLines(judge, process.stdin, systemLocale(), print);
    if (command !== undefined) return checkOne(judge, command, systemLocale(), print);
    throw fault('input.invalid', 'noCommand');
  },
  doctor: async (file, json) =>
    (await compose()).doctor(
      settled(() => configure(file)),
      json,
    ),
  async show(file, debate, json) {
    const config = configure(file);
    return (await compose()).show(config, debate, json);
  },
});

try {
  await program.parseAsync();
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
