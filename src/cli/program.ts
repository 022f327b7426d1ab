import { Command, InvalidArgumentError } from 'commander';
import { heading, misuse } from './usage.ts';
import { words } from './words.ts';

export type Part = 'bots' | 'workers';
export type AskFlags = {
  readonly file?: readonly string[];
  readonly approve?: boolean;
  readonly json?: boolean;
  readonly thread?: string;
  readonly save?: string;
};

/** What each command does; every action resolves to the process's exit code. `config` is the path after --config. */
export type Actions = {
  start(config: string | undefined, only: Part | undefined): Promise<number>;
  ask(config: string | undefined, text: string, flags: AskFlags): Promise<number>;
  check(config: string | undefined, command: string | undefined, stdin: boolean): Promise<number>;
  doctor(config: string | undefined, json: boolean): Promise<number>;
  show(config: string | undefined, debate: string | undefined, json: boolean): Promise<number>;
};

/** The command line: what may be written, and which action it means. */
export function createProgram(actions: Actions): Command {
  const program = new Command('npx parley')
    .description(words('help.parley'))
    .option('-c, --config <file>', words('help.config'))
    .configureHelp({ styleTitle: heading })
    .configureOutput({ outputError: (said, write) => write(misuse(said)) })
    .helpCommand('help [command]', words('help.commandHelp'))
    .helpOption('-h, --help', words('help.help'))
    .showHelpAfterError(words('help.after'));
  const config = () => program.opts<{ config?: string }>().config;
  const ending = async (code: Promise<number>) => {
    process.exitCode = await code;
  };
  program
    .command('start')
    .description(words('help.start'))
    .option('--only <part>', words('help.only'), part)
    .action(({ only }: { only?: Part }) => ending(actions.start(config(), only)));
  program
    .command('ask')
    .description(words('help.ask'))
    .argument('<text>', words('help.text'))
    .option('-f, --file <path...>', words('help.file'))
    .option('--approve', words('help.approve'))
    .option('--save <folder>', words('help.save'))
    .option('--json', words('help.askJson'))
    .option('--thread <name>', words('help.thread'))
    .action((text: string, flags: AskFlags) => ending(actions.ask(config(), text, flags)));
  program
    .command('check')
    .description(words('help.check'))
    .argument('[command]', words('help.command'))
    .option('--stdin', words('help.stdin'))
    .action((command: string | undefined, { stdin }: { stdin?: boolean }) =>
      ending(actions.check(config(), command, stdin ?? false)),
    );
  program
    .command('doctor')
    .description(words('help.doctor'))
    .option('--json', words('help.json'))
    .action(({ json }: { json?: boolean }) => ending(actions.doctor(config(), json ?? false)));
  program
    .command('show')
    .description(words('help.show'))
    .argument('[debate]', words('help.debate'))
    .option('--json', words('help.showJson'))
    .action((debate: string | undefined, { json }: { json?: boolean }) =>
      ending(actions.show(config(), debate, json ?? false)),
    );
  return program;
}

function part(value: string): Part {
  if (value === 'bots' || value === 'workers') return value;
  throw new InvalidArgumentError(words('help.onlyWrong'));
}
