import { revealed } from '../../src/policy/hidden.ts';

/**
 * What people decide by must show as what it is. In a command or a path every character that would not be seen, or
 * would be seen in another place, is named; a line break in a path too.
 */

export function visiblePath(path: string): string {
  return revealed(path.replaceAll('\n', '␊').replaceAll('\t', '␉'));
}

/** A sentence as one line: further lines could pass for Parley's own. */
export function visibleLine(text: string): string {
  return revealed(text.replace(/\s+/g, ' ').trim());
}
