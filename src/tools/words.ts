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
  noImages: 'The image generator is not connected: set imageModel in parley.yaml.',
  slowImage: 'No picture came within {{seconds}} seconds.',
  drawn: 'The picture is in the thread as {{path}}.',
  noEgress: 'No web page can be read from here: environment {{environment}} lists no hosts under egress.',
  noBrowser:
    'No screenshots can be taken: the image parley-browser:1 is not there. npm start makes it; npx parley doctor says more.',
  pictured: 'The picture ({{size}}) of {{url}} is in the thread as {{path}}.',
  titled: 'Title of the page: {{title}}',
  incomplete: 'What lies on these hosts is missing from it: {{hosts}}.',
  page: {
    address: '{{what}} is not an address that can be read: a whole one is needed, without a name or password.',
    scheme: 'Only http and https can be read, not {{what}}',
    host: '{{what}} is not among the hosts that the operator allows.',
    private: '{{what}} leads to an address that is not of the open Internet, so it is not asked.',
    unknown: 'There is no host called {{what}}.',
    unreachable: '{{what}} cannot be reached.',
    certificate: 'The certificate of {{what}} cannot be trusted.',
    redirects: '{{what}} redirects over and over.',
    status: 'The server answered with status {{what}}.',
    type: 'That is no page to read: {{what}}.',
    size: 'The page is larger than {{what}}.',
    slow: 'The page did not come within {{what}}.',
    unreadable: 'The page of {{what}} cannot be read.',
  },
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
  noImages: '이미지 생성기가 연결되어 있지 않습니다. parley.yaml에 imageModel을 설정해 주세요.',
  slowImage: '{{seconds}}초 안에 그림이 오지 않았습니다.',
  drawn: '그림을 스레드에 올렸습니다: {{path}}',
  noEgress: '여기서는 웹 페이지를 읽을 수 없습니다. 환경의 egress에 호스트가 없습니다: {{environment}}',
  noBrowser:
    '화면을 찍을 수 없습니다. 이미지 parley-browser:1이 없습니다. npm start가 만들며, 자세한 것은 npx parley doctor가 알려 줍니다.',
  pictured: '{{url}}의 화면({{size}})을 스레드에 올렸습니다: {{path}}',
  titled: '페이지 제목: {{title}}',
  incomplete: '다음 호스트의 내용은 화면에 빠져 있습니다: {{hosts}}',
  page: {
    address: '읽을 수 있는 주소가 아닙니다: {{what}}. 이름이나 비밀번호가 없는 전체 주소가 필요합니다.',
    scheme: 'http와 https만 읽을 수 있습니다: {{what}}',
    host: '운영자가 허용한 호스트가 아닙니다: {{what}}',
    private: '공개 인터넷 주소가 아닌 곳으로 이어져서 접속하지 않았습니다: {{what}}',
    unknown: '그런 호스트가 없습니다: {{what}}',
    unreachable: '접속할 수 없습니다: {{what}}',
    certificate: '인증서를 믿을 수 없습니다: {{what}}',
    redirects: '리디렉션이 끝없이 이어집니다: {{what}}',
    status: '서버가 상태 코드로 답했습니다: {{what}}',
    type: '읽을 수 있는 페이지가 아닙니다: {{what}}',
    size: '페이지가 너무 큽니다. 한도: {{what}}',
    slow: '제한 시간 안에 페이지를 받지 못했습니다: {{what}}',
    unreadable: '페이지를 읽을 수 없습니다: {{what}}',
  },
} as const;

export type ToolWords = Translator<typeof en>;

const made = new Map<Locale, ToolWords>();

export function toolWords(locale: Locale): ToolWords {
  const known = made.get(locale) ?? translatorFor({ en, ko }, locale);
  made.set(locale, known);
  return known;
}
