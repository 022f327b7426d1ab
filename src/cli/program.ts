import { Command, InvalidArgumentError } from 'commander';

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
  const program = new Command('parley')
    .description('Several AIs debate in your thread; you approve the plan; it runs in a sandbox.')
    .option('-c, --config <file>', 'configuration (default: parley.yaml)')
    .showHelpAfterError('(parley --help lists the commands)');
  const config = () => program.opts<{ config?: string }>().config;
  const ending = async (code: Promise<number>) => {
    process.exitCode = await code;
  };
  program
    .command('start')
    .description('start Parley and its web page')
    .option('--only <part>', 'bots or workers, for running them apart', part)
    .action(({ only }: { only?: Part }) => ending(actions.start(config(), only)));
  program
    .command('ask')
    .description('debate one request in the terminal')
    .argument('<text>', 'what should be done')
    .option('-f, --file <path...>', 'files to attach')
    .option('--approve', 'approve the winning plan without asking')
    .option('--save <folder>', 'keep the files that the run makes or changes')
    .option('--json', "print the ledger's events, one JSON document a line")
    .option('--thread <name>', 'go on in the thread, and with the workspace, of this name')
    .action((text: string, flags: AskFlags) => ending(actions.ask(config(), text, flags)));
  program
    .command('check')
    .description("print the policy's verdict on a command, and why, as JSON (exit code 0 allow, 1 review, 2 deny)")
    .argument('[command]', 'a Bash command in quotes')
    .option('--stdin', 'one command a line from standard input, one JSON document a line out')
    .action((command: string | undefined, { stdin }: { stdin?: boolean }) =>
      ending(actions.check(config(), command, stdin ?? false)),
    );
  program
    .command('doctor')
    .description('say what is missing and how to mend it')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => ending(actions.doctor(config(), json ?? false)));
  program
    .command('show')
    .description('print a debate as Markdown, or list the newest debates')
    .argument('[debate]', 'its name, as the list says it')
    .option('--json', "the ledger's events as JSON")
    .action((debate: string | undefined, { json }: { json?: boolean }) =>
      ending(actions.show(config(), debate, json ?? false)),
    );
  return program;
}

function part(value: string): Part {
  if (value === 'bots' || value === 'workers') return value;
  throw new InvalidArgumentError('Use bots or workers.');
}
