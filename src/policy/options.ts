import { type Argument, known } from './words.ts';

export type Option = { readonly name: string; readonly value: Argument | undefined; readonly text: string };
export type Options = {
  readonly options: readonly Option[];
  readonly operands: readonly Argument[];
  /** Arguments that may turn into options when the command runs. */
  readonly uncertain: readonly Argument[];
};

export type OptionShape = {
  /** Short options that take a value, e.g. `kSto`. */
  readonly short?: string;
  /** Short options whose value, if any, is attached, e.g. sed's `i`. */
  readonly attached?: string;
  /** Long options that take their value as the next word, e.g. `--output`. */
  readonly long?: readonly string[];
  /** True when the first operand ends the options, as for programs that run another one. */
  readonly ordered?: boolean;
};

/** Reads arguments the way getopt does. */
export function readOptions(args: readonly Argument[], shape: OptionShape = {}): Options {
  const options: Option[] = [];
  const operands: Argument[] = [];
  const uncertain: Argument[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] as Argument;
    const value = argument.values.length === 1 ? (argument.values[0] as string) : '';
    if (known(argument) === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (mayBeOption(argument)) uncertain.push(argument);
    if (value.startsWith('--')) {
      const [name = '', ...rest] = value.split('=');
      const takesNext = rest.length === 0 && shape.long?.includes(name);
      const given = takesNext ? args[++index] : rest.length > 0 ? withValue(argument, rest.join('=')) : undefined;
      options.push({ name, value: given, text: argument.text });
    } else if (/^-./s.test(value)) {
      index = readCluster(args, index, value, shape, options);
    } else {
      operands.push(argument);
      if (shape.ordered) {
        operands.push(...args.slice(index + 1));
        break;
      }
    }
  }
  for (const { value } of options) if (value?.many && mayBeOption(value)) uncertain.push(value);
  return { options, operands, uncertain };
}

function mayBeOption({ values }: Argument): boolean {
  return (
    values.some((it) => /^[\uFFFE\uFFFF]/.test(it)) || (values.length > 1 && values.some((it) => it.startsWith('-')))
  );
}

function readCluster(
  args: readonly Argument[],
  index: number,
  value: string,
  shape: OptionShape,
  options: Option[],
): number {
  const argument = args[index] as Argument;
  for (let at = 1; at < value.length; at++) {
    const name = `-${value[at]}`;
    if (shape.attached?.includes(value[at] as string)) {
      options.push({ name, value: withValue(argument, value.slice(at + 1)), text: argument.text });
      return index;
    }
    if (!shape.short?.includes(value[at] as string)) {
      options.push({ name, value: undefined, text: argument.text });
      continue;
    }
    const attached = value.slice(at + 1);
    if (attached !== '') {
      options.push({ name, value: withValue(argument, attached), text: argument.text });
      return index;
    }
    options.push({ name, value: args[index + 1], text: argument.text });
    return index + 1;
  }
  return index;
}

function withValue(argument: Argument, value: string): Argument {
  return { text: argument.text, values: [value], many: argument.many };
}
