import { parse } from 'unbash';
import type { Verdict } from '../debate/event.ts';
import { hiddenCharacter, LIMIT } from './hidden.ts';
import type { Inquiry } from './inquiry.ts';
import { type RuleName, ruleMessage, rules } from './rules.ts';
import { type Scope, scopeOf } from './scope.ts';
import { judgeSimple } from './simple.ts';
import { walkScript } from './walk.ts';

/** Program names that the owner puts on lists of their own; `deny` wins over `review`, and that over `allow`. */
export type PolicySettings = {
  readonly allow: readonly string[];
  readonly review: readonly string[];
  readonly deny: readonly string[];
};

export type Policy = {
  /** May this Bash source run? The whole is the worst of its parts. Never throws. */
  judge(command: string): Verdict;
  /** Every external program that the source may run, as far as it can be told, sorted. Never throws. */
  programsOf(command: string): string[];
};

export { ruleMessage };

type Finding = { readonly rule: RuleName; readonly word: string };
type Record = { readonly findings: Finding[]; readonly programs: Set<string> };

const MAX_NESTED_SCRIPTS = 6;
const MAX_FINDINGS = 2000;
const MAX_REASONS = 12;
const MAX_WORD = 80;
const SEVERITY = { allow: 0, review: 1, deny: 2 } as const;

/** Reads commands as Bash would and judges all that they can run. */
export function createPolicy(settings: PolicySettings): Policy {
  return {
    judge: (command) => verdictOf(examine(command, settings).findings, command),
    programsOf: (command) => [...examine(command, settings).programs].sort(),
  };
}

function examine(command: string, settings: PolicySettings): Record {
  const record: Record = { findings: [], programs: new Set() };
  try {
    const early = checkText(command);
    if (early) record.findings.push(early);
    else examineScript(command, undefined, new Set(), 0, record, settings);
  } catch {
    record.findings.push({ rule: 'syntax.too-deep', word: command });
  }
  return record;
}

function checkText(source: string): Finding | undefined {
  if (source.length > LIMIT) return { rule: 'text.too-long', word: `${source.length} > ${LIMIT}` };
  const hidden = hiddenCharacter(source);
  if (hidden) return { rule: 'text.hidden-character', word: hidden };
  return source.trim() === '' ? { rule: 'text.empty', word: '' } : undefined;
}

function examineScript(
  source: string,
  outer: Scope | undefined,
  defined: ReadonlySet<string>,
  depth: number,
  record: Record,
  settings: PolicySettings,
): void {
  const report = (rule: RuleName, word: string) => {
    if (record.findings.length >= MAX_FINDINGS) throw new RangeError('too many findings');
    record.findings.push({ rule, word });
  };
  if (depth > MAX_NESTED_SCRIPTS) {
    report('syntax.too-deep', source);
    return;
  }
  const script = parse(source);
  const broken = script.errors?.[0];
  if (broken) {
    report('syntax.unreadable', broken.message);
    return;
  }
  if (depth === 0 && script.commands.length === 0) {
    report('text.empty', '');
    return;
  }
  const scope = scopeOf(script, outer);
  const inquiryWith = (functions: ReadonlySet<string>): Inquiry => {
    const inquiry: Inquiry = {
      scope,
      report,
      command: (args, external) =>
        judgeSimple({
          args,
          external,
          stdin: undefined,
          defined: functions,
          inquiry,
          settings,
          programs: record.programs,
        }),
      script: (text, shares) => {
        const problem = checkText(text);
        if (problem && problem.rule !== 'text.empty') report(problem.rule, problem.word);
        else if (!problem)
          examineScript(text, shares ? scope : undefined, shares ? functions : new Set(), depth + 1, record, settings);
      },
    };
    return inquiry;
  };
  walkScript(script, {
    inquiry: inquiryWith(new Set()),
    defined: new Set(defined),
    within: [],
    source,
    simple: (args, functions, stdin) =>
      judgeSimple({
        args,
        external: false,
        stdin,
        defined: functions,
        inquiry: inquiryWith(functions),
        settings,
        programs: record.programs,
      }),
  });
}

function verdictOf(findings: readonly Finding[], command: string): Verdict {
  const all = findings.length > 0 ? findings : [{ rule: 'allowed.shell' as const, word: command.trim() }];
  const unique = [...new Map(all.map((it) => [`${it.rule}\n${it.word}`, it])).values()];
  const worst = Math.max(...unique.map((it) => SEVERITY[rules[it.rule].verdict]));
  const shown = unique
    .filter((it) => worst === 0 || SEVERITY[rules[it.rule].verdict] > 0)
    .sort((a, b) => SEVERITY[rules[b.rule].verdict] - SEVERITY[rules[a.rule].verdict])
    .slice(0, MAX_REASONS);
  return {
    verdict: worst === 2 ? 'deny' : worst === 1 ? 'review' : 'allow',
    reasons: shown.map(({ rule, word }) => {
      const short = shorten(word);
      return { word: short, rule, message: ruleMessage(rule, short, 'en') };
    }),
  };
}

/** Placeholders of what is not known never reach a reader. */
function shorten(word: string): string {
  const characters = [...word.replace(/[\uFFFB\uFFFE\uFFFF]/g, '…')];
  return characters.length > MAX_WORD ? `${characters.slice(0, MAX_WORD - 1).join('')}…` : characters.join('');
}
