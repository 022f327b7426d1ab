import type { PolicySettings } from './index.ts';
import type { Inquiry } from './inquiry.ts';
import { judgeBuiltin } from './judges/builtins.ts';
import { judges } from './judges/index.ts';
import { checkOperands } from './judges/operands.ts';
import { placeOf } from './paths.ts';
import { builtins, ruleOfName } from './programs.ts';
import { type RuleName, rules } from './rules.ts';
import { type Argument, known } from './words.ts';

export type SimpleCommand = {
  readonly args: readonly Argument[];
  /** True when a program runs it, so that functions and builtins are out of reach. */
  readonly external: boolean;
  readonly stdin: string | null | undefined;
  readonly defined: ReadonlySet<string>;
  readonly inquiry: Inquiry;
  readonly settings: PolicySettings;
  /** Collects the names of external programs. */
  readonly programs: Set<string>;
};

/** Judges one command: its name first, then what its arguments make of it. */
export function judgeSimple(command: SimpleCommand): void {
  const { args, inquiry, settings, defined } = command;
  const [first, ...rest] = args;
  const written = known(first);
  if (!written) {
    inquiry.report('program.dynamic', first?.text ?? '');
    return;
  }
  const path = /^\/(usr\/)?(local\/)?s?bin\/([^/]+)$/.exec(written);
  const name = path?.[3] ?? written;
  if (name.includes('/')) {
    judgePath(name, inquiry);
    return;
  }
  const internal = !command.external && !path;
  if (settings.deny.includes(name)) {
    inquiry.report('settings.deny', name);
    return;
  }
  if (internal && defined.has(name)) {
    inquiry.report('allowed.function', name);
    return;
  }
  const call = { name, args: rest, stdin: command.stdin, inquiry };
  if (internal && builtins.has(name)) {
    if (settings.review.includes(name)) inquiry.report('settings.review', name);
    judgeBuiltin(call);
    return;
  }
  command.programs.add(name);
  const rule = ruleFor(name, settings);
  inquiry.report(rule, name);
  const judge = judges.get(name) ?? checkOperands;
  judge(rule === 'allowed.settings' ? { ...call, inquiry: trusting(inquiry) } : call);
}

function judgePath(name: string, inquiry: Inquiry): void {
  const inside = name.includes('/') && placeOf(name, inquiry.scope.folders.length > 0) === 'inside';
  inquiry.report(inside ? 'program.local-file' : 'program.outside', name);
}

function ruleFor(name: string, settings: PolicySettings): RuleName {
  if (settings.review.includes(name)) return 'settings.review';
  if (settings.allow.includes(name)) return 'allowed.settings';
  return ruleOfName(name) ?? 'program.unknown';
}

/** For a program on the owner's allow list, its own reviews fall away; what is denied stays denied. */
function trusting(inquiry: Inquiry): Inquiry {
  return {
    ...inquiry,
    report: (rule, word) => {
      if (rules[rule].verdict === 'deny') inquiry.report(rule, word);
    },
  };
}
