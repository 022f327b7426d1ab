import type { Locale } from '../debate/event.ts';
import { type Translator, translatorFor } from '../i18n/translator.ts';

/** What tools answer besides what they found: read by the mind that asked and by people in the thread. */
const en = {
  unknown: 'There is no tool called {{name}} here. Those that work: {{names}}.',
  enough: 'All {{most}} uses of tools in this stage are spent. Answer with what you know.',
  badInput: 'The input does not fit: {{problems}}',
  failed: 'The tool failed: {{reason}}',
  empty: 'There are no files there.',
  noFile: 'There is no readable file called {{path}} in /workspace. Paths are relative to it and follow no links.',
  notText: '{{path}} is not a text file: {{bytes}} bytes.',
  moreLines: '… {{path}} goes on: read it from line {{line}}.',
  moreFiles: '… and {{count}} more files.',
  needsPath: 'Say which file: "path" is missing.',
  needsText: 'Say what to search for: "text" is missing.',
  nothingFound: 'No line contains that.',
  moreFound: '… there are more; search for something rarer, or in one file.',
  denied: 'The policy does not allow this: {{reason}}',
  noProgram: '{{program}} does not exist in this environment.',
  exited: 'exit code {{code}}',
  ended: 'ended early: {{ending}}',
  changes: 'In the copy, now thrown away, it changed: {{files}}.',
  noOutput: '(nothing was printed)',
} as const;

const ko = {
  unknown: '{{name}}라는 도구는 여기에 없습니다. 쓸 수 있는 도구: {{names}}',
  enough: '이 단계에서 쓸 수 있는 도구 사용 {{most}}회를 모두 썼습니다. 아는 것으로 답해 주세요.',
  badInput: '입력이 맞지 않습니다: {{problems}}',
  failed: '도구에 문제가 생겼습니다: {{reason}}',
  empty: '파일이 없습니다.',
  noFile: '/workspace에서 읽을 수 있는 파일이 아닙니다: {{path}}. 경로는 /workspace 기준이며 링크는 따라가지 않습니다.',
  notText: '텍스트 파일이 아닙니다({{bytes}}바이트): {{path}}',
  moreLines: '… {{path}}: 이어지는 내용은 {{line}}번째 줄부터 읽으세요.',
  moreFiles: '… 파일이 {{count}}개 더 있습니다.',
  needsPath: '어느 파일인지 알려 주세요. "path"가 없습니다.',
  needsText: '무엇을 찾을지 알려 주세요. "text"가 없습니다.',
  nothingFound: '그런 줄이 없습니다.',
  moreFound: '… 더 있습니다. 더 드문 말로 찾거나 한 파일 안에서 찾으세요.',
  denied: '정책이 허용하지 않습니다: {{reason}}',
  noProgram: '이 환경에 없는 프로그램입니다: {{program}}',
  exited: '종료 코드 {{code}}',
  ended: '도중에 끝남: {{ending}}',
  changes: '복사본에서 바뀐 파일(복사본은 이미 버렸습니다): {{files}}',
  noOutput: '(출력 없음)',
} as const;

export type ToolWords = Translator<typeof en>;

const made = new Map<Locale, ToolWords>();

export function toolWords(locale: Locale): ToolWords {
  const known = made.get(locale) ?? translatorFor({ en, ko }, locale);
  made.set(locale, known);
  return known;
}
