import { all, names, number, type Request, says, silentOn } from '../check.ts';

export const search: readonly Request[] = [
  ['search for "TODO" in all files', 'office', todo()],
  ['which files mention Alice?', 'office', names('notes.txt', 'meeting.md')],
  ['grep revenue in the txt files, ignore case', 'office', revenue()],
  ['find the word hello in my scripts', 'office', hello()],
  ['where does "budget" occur', 'office', budget()],
  ['search report.txt for percent', 'office', says('grew by 12 percent')],
  ['how many files contain TODO?', 'office', number(4)],
  ['show line numbers where TODO is in plan.md', 'office', says(/5/, 'TODO: step three')],
  ['which text files do not contain TODO', 'office', withoutTodo()],
  ['find lines with ERROR in app.log', 'server', errors()],
  ['look for the text "Step two" in the md files', 'office', says('plan.md', 'Step two')],
  ['search for lines containing both "connection" and "refused" in app.log', 'server', refused()],
  ['모든 파일에서 TODO 검색해줘', 'office', todo()],
  ['Alice가 언급된 파일이 뭐야?', 'office', names('notes.txt', 'meeting.md')],
  ['대소문자 구분 없이 revenue를 txt 파일에서 찾아줘', 'office', revenue()],
  ['스크립트에서 hello라는 단어를 찾아줘', 'office', hello()],
  ['"budget"이 어디에 나오는지 알려줘', 'office', budget()],
  ['report.txt에서 percent 찾아줘', 'office', says('grew by 12 percent')],
  ['TODO가 포함된 파일은 몇 개?', 'office', number(4)],
  ['plan.md에서 TODO가 몇 번째 줄에 있는지', 'office', says(/5/)],
  ['TODO가 들어있지 않은 txt 파일은?', 'office', withoutTodo()],
  ['app.log에서 ERROR 있는 줄 보여줘', 'server', errors()],
  ['md 파일들에서 "Step two" 라는 문구 찾아봐', 'office', says('plan.md', 'Step two')],
  ['한글 문서.txt에서 라마바 찾아줘', 'texts', says('라마바')],
];

function todo() {
  return names('report.txt', 'copy-of-report.txt', 'notes.txt', 'plan.md');
}

function revenue() {
  return all(says('Revenue grew'), says('Revenue fell'), silentOn('milk'));
}

function hello() {
  return all(names('scripts/run.sh', 'scripts/tool.py'));
}

function budget() {
  return names('notes.txt', 'meeting.md');
}

function withoutTodo() {
  return names('draft.txt', 'empty.txt', 'archive/old-report.txt', 'archive/2019/summary.txt');
}

function errors() {
  return all(says('cannot open file a.txt', 'cannot open file b.txt'), silentOn('WARN', 'INFO'));
}

function refused() {
  return all(says('2026-03-01 13:45:10', '2026-03-02 09:45:00', '2026-03-03 11:12:00'), silentOn('cannot open'));
}
