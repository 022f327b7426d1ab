import type { Both } from '../shared/speech.ts';

/** What a command template may leave open: filled from the request, or from the files at hand. */
export type Parameter =
  /** All files the request means, as words of the command: names, or a pattern. */
  | 'files'
  /** One file, and a second one. */
  | 'file'
  | 'other'
  | 'archive'
  /** A folder to put things into. */
  | 'folder'
  | 'extension'
  | 'newExtension'
  | 'count'
  /** Text in quotes, and a second one. */
  | 'text'
  | 'newText'
  /** Numbers of table columns: the one that is measured, and the one that groups. */
  | 'column'
  | 'group'
  /** A key of a JSON file. */
  | 'key'
  | 'status'
  | 'bytes'
  | 'days'
  | 'target'
  | 'date'
  | 'otherDate';

/** One page of the book. */
export type Recipe = {
  readonly id: string;
  readonly title: Both;
  /** Other words that people use for it. */
  readonly keywords: Both;
  /** Bash with `{parameter}` where something is filled in, `{parameter:5}` with a default. */
  readonly command: string;
  /** Why it is done this way, as the book puts it. */
  readonly explanation: Both;
  /** What to mind: names of `caveats.ts`. */
  readonly caveats: readonly string[];
  /** The command writes its own files, so that its output is not saved. */
  readonly writes?: true;
  /** Kinds of file that `{file}` and `{files}` stand for when none is named. */
  readonly kinds?: readonly string[];
  /** Header of the output as CSV, when it can be had as "count name" lines. */
  readonly header?: string;
};

/** A page in the form that the topic files are written in. */
export type Page = readonly [
  id: string,
  titles: readonly [en: string, ko: string],
  keywords: readonly [en: string, ko: string],
  command: string,
  explanation: readonly [en: string, ko: string],
  extra?: { caveats?: readonly string[]; writes?: true; kinds?: readonly string[]; header?: string },
];

export function bind(pages: readonly Page[]): Recipe[] {
  return pages.map(([id, title, keywords, command, explanation, extra]) => ({
    id,
    title: { en: title[0], ko: title[1] },
    keywords: { en: keywords[0], ko: keywords[1] },
    command,
    explanation: { en: explanation[0], ko: explanation[1] },
    caveats: extra?.caveats ?? [],
    ...(extra?.writes === undefined ? {} : { writes: extra.writes }),
    ...(extra?.kinds === undefined ? {} : { kinds: extra.kinds }),
    ...(extra?.header === undefined ? {} : { header: extra.header }),
  }));
}
