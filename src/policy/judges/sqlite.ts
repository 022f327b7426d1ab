import { checkWrite } from '../files.ts';
import type { Call, Judge } from '../inquiry.ts';
import { readOptions } from '../options.ts';
import { isOpen } from '../words.ts';

const SAFE_DOT =
  /^\.(tables?|schema|mode|headers?|separator|width|nullvalue|dump|indexe?s?|databases|quit|exit|timer|echo|bail|changes|stats|show|print|help|import\s+(--?(csv|skip\s+\d+)\s+)*[\w./-]+\s+\w+)(\s[^|]*)?$/;

/** `sqlite3`: its dot commands and a few functions reach outside the database. */
export const judgeSqlite: Judge = (call) => {
  const { args, inquiry } = call;
  const { options, operands } = readOptions(args, { long: [] });
  const texts = operands.slice(1).flatMap((it) => it.values);
  const unknown = options.filter(
    ({ text }) =>
      !/^--?(readonly|header|noheader|csv|json|column|box|table|markdown|line|list|html|tabs|bail|batch|separator|safe|version|echo|quote|ascii|nullvalue)$/.test(
        text,
      ),
  );
  if (options.some(({ text }) => /^--?safe$/.test(text))) return;
  for (const text of new Set(unknown.map((it) => it.text))) inquiry.report('option.unknown', text);
  for (const argument of args) for (const value of argument.values) if (!value.startsWith('-')) judgeText(value, call);
  if (operands[0]) checkWrite(operands[0], inquiry);
  if (typeof call.stdin === 'string') judgeText(call.stdin, call);
  else if (call.stdin === null || texts.length === 0) {
    if (!options.some(({ text }) => /version$/.test(text))) inquiry.report('code.opaque', 'sqlite3');
  }
};

function judgeText(text: string, { inquiry }: Call): void {
  if (isOpen(text)) inquiry.report('code.unknown-part', text.replace(/[\uFFFB\uFFFE\uFFFF]/g, '…'));
  for (const line of text.split('\n').map((it) => it.trim()))
    if (/^\.[a-z]/.test(line) && !SAFE_DOT.test(line)) inquiry.report('sql.escapes', line);
  const call = /\b(load_extension|edit|writefile|readfile|fts3_tokenizer|lsdir|fsdir)\s*\(/i.exec(text);
  if (call) inquiry.report('sql.escapes', call[0]);
  if (/\battach\b/i.test(text)) inquiry.report('code.unknown-part', 'ATTACH');
  if (/\bvacuum\b.*\binto\b/is.test(text)) inquiry.report('code.unknown-part', 'VACUUM INTO');
  const loss = /\b(drop\s+table|delete\s+from)\b/i.exec(text);
  if (loss) inquiry.report('overwrite.content', loss[0]);
}
