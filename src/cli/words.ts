import type { Locale } from '../debate/event.ts';
import { type Korean, translatorFor } from '../i18n/translator.ts';

/** What the command line says by itself. */
const en = {
  unexpectedFix: 'Run `npx parley doctor`; parley.log in the data folder knows more.',
  closing: 'while closing: {{reason}}',
  stopping: 'Stopping…',
  webPage: 'Web page',
  ownRedis: 'Redis (its own)',
  image: 'Sandbox image {{image}}',
  help: {
    parley: 'Several AIs debate in your thread; you approve the plan; it runs in a sandbox.',
    config: 'configuration (default: parley.yaml)',
    after: '(parley --help lists the commands)',
    help: 'show this help, or that of a command',
    start: 'start Parley and its web page',
    only: 'bots or workers, for running them apart',
    onlyWrong: 'Use bots or workers.',
    ask: 'debate one request in the terminal',
    text: 'what should be done',
    file: 'files to attach',
    approve: 'approve the winning plan without asking',
    save: 'keep the files that the run makes or changes',
    askJson: "print the ledger's events, one JSON document a line",
    thread: 'go on in the thread, and with the workspace, of this name',
    check: "print the policy's verdict on a command, and why, as JSON (exit code 0 allow, 1 review, 2 deny)",
    command: 'a Bash command in quotes',
    stdin: 'one command a line from standard input, one JSON document a line out',
    doctor: 'say what is missing and how to mend it',
    json: 'as JSON',
    show: 'print a debate as Markdown, or list the newest debates',
    debate: 'its name, as the list says it',
    showJson: "the ledger's events as JSON",
  },
} as const;

const ko: Korean<typeof en> = {
  unexpectedFix: '`npx parley doctor`를 실행해 보세요. 자세한 내용은 데이터 폴더의 parley.log에 있습니다.',
  closing: '닫는 중 문제가 생겼습니다: {{reason}}',
  stopping: '멈추는 중…',
  webPage: '웹 페이지',
  ownRedis: 'Redis (Parley 전용)',
  image: '샌드박스 이미지 {{image}}',
  help: {
    parley: '여러 AI가 스레드에서 토론하고, 사람이 계획을 승인하면, 샌드박스에서 실행합니다.',
    config: '설정 파일 (기본값: parley.yaml)',
    after: '(parley --help를 실행하면 명령 목록이 나옵니다)',
    help: '이 도움말이나 명령별 도움말을 보여 줍니다',
    start: 'Parley와 웹 페이지를 시작합니다',
    only: 'bots 또는 workers: 따로 실행할 때 씁니다',
    onlyWrong: 'bots나 workers를 쓰세요.',
    ask: '터미널에서 요청 하나를 토론합니다',
    text: '해야 할 일',
    file: '첨부할 파일',
    approve: '뽑힌 계획을 묻지 않고 승인합니다',
    save: '실행이 만들거나 바꾼 파일을 이 폴더에 저장합니다',
    askJson: '원장의 사건을 한 줄에 JSON 하나씩 출력합니다',
    thread: '이 이름의 스레드와 작업 공간에서 이어서 합니다',
    check: '명령에 대한 정책의 판정과 이유를 JSON으로 출력합니다 (종료 코드 0 허용, 1 확인 필요, 2 금지)',
    command: '따옴표로 묶은 Bash 명령',
    stdin: '표준 입력에서 한 줄에 명령 하나씩 읽고, 한 줄에 JSON 하나씩 출력합니다',
    doctor: '무엇이 빠졌고 어떻게 고치는지 알려 줍니다',
    json: 'JSON으로 출력합니다',
    show: '토론을 Markdown으로 출력하거나, 최근 토론 목록을 보여 줍니다',
    debate: '목록에 나온 이름',
    showJson: '원장의 사건을 JSON으로 출력합니다',
  },
};

/** The language of the terminal: LC_ALL, LC_MESSAGES or LANG. */
export const systemLocale = (): Locale =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ko') ? 'ko' : 'en';

export const words = translatorFor({ en, ko }, systemLocale());
