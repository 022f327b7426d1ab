import type { RuleName } from '../rules.ts';

type Found = { readonly rule: RuleName; readonly word: string };

/** What a sed program does beyond editing its lines. What cannot be read is reported as an unknown part. */
export function inspectSed(program: string): Found[] {
  const found: Found[] = [];
  let at = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(program)?.[0] ?? '';
    at += match.length;
    return match;
  };
  const unreadable = () => {
    found.push({ rule: 'code.unknown-part', word: program.slice(at, at + 40) });
    at = program.length;
  };
  while (at < program.length) {
    skip(/[\s;]*/y);
    if (at >= program.length) break;
    if (!skipAddresses()) {
      unreadable();
      break;
    }
    const command = program[at++] ?? '';
    if (command === '{' || command === '}') continue;
    if (command === '#') skip(/[^\n]*/y);
    else if (command === 's') readSubstitution();
    else if (command === 'y') {
      if (!skipDelimited(2)) unreadable();
    } else if (/[aic]/.test(command)) skip(/(\\[\s\S]|[^\n\\])*/y);
    else if (/[:btT]/.test(command)) skip(/[ \t]*[^\s;}]*/y);
    else if (/[rRwW]/.test(command)) found.push({ rule: 'sed.uses-file', word: command + skip(/[^\n]*/y) });
    else if (command === 'e') found.push({ rule: 'sed.runs-command', word: `e${skip(/[^\n]*/y)}` });
    else if (/[lLqQ]/.test(command)) skip(/[ \t]*\d*/y);
    else if (!/[=dDgGhHnNpPxzF]/.test(command)) {
      at--;
      unreadable();
    }
    if (!/[{}#sy]/.test(command)) requireEnd();
  }
  return found;

  function requireEnd(): void {
    skip(/[ \t]*/y);
    if (at < program.length && !/[\n;}#]/.test(program[at] as string)) unreadable();
  }

  function skipAddresses(): boolean {
    for (let count = 0; count < 2; count++) {
      const open = program[at];
      if (open === '/' || open === '\\') {
        if (open === '\\') at++;
        if (!skipDelimited(1)) return false;
        skip(/[IM]*/y);
      } else skip(count === 0 ? /\d+(~\d+)?|\$/y : /[+~]?\d+|\$/y);
      skip(/[ \t]*/y);
      if (count === 0 && program[at] === ',') {
        at++;
        skip(/[ \t]*/y);
      } else break;
    }
    skip(/[ \t!]*/y);
    return at < program.length;
  }

  /** Steps over `count` texts that the delimiter at this point opens and closes. */
  function skipDelimited(count: number): boolean {
    const delimiter = program[at++];
    if (delimiter === undefined || /[\n\\]/.test(delimiter)) return false;
    for (let part = 0; part < count; part++) {
      // Inside [...] the delimiter closes a pattern for some readers and not for others: both must agree.
      const start = at;
      while (at < program.length && program[at] !== delimiter) at += program[at] === '\\' ? 2 : 1;
      if (at >= program.length) return false;
      const text = program.slice(start, at);
      if (part === 0 && /\[[^\]]*$/.test(text.replace(/\\./gs, ''))) return false;
      at++;
    }
    return true;
  }

  function readSubstitution(): void {
    const start = at - 1;
    if (!skipDelimited(2)) {
      unreadable();
      return;
    }
    const flags = skip(/[gpiImM\d]*/y);
    const next = program[at];
    if (next === 'e') found.push({ rule: 'sed.runs-command', word: program.slice(start, at + 1) });
    if (next === 'w') found.push({ rule: 'sed.uses-file', word: flags + skip(/w[^\n]*/y) });
    else if (next === 'e') skip(/[^\n;}]*/y);
    else requireEnd();
  }
}
