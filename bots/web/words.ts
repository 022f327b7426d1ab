import type { Locale } from '../../src/debate/event.ts';

type Word = { readonly message: string; readonly fix: string };

/** What the server itself says to clients: refusals and complaints, each with a way out. */
const words: Record<Locale, Record<string, Word>> = {
  en: {
    'message.not-json': { message: 'That message is not valid JSON.', fix: 'Send one JSON object per message.' },
    'message.invalid': { message: 'That message cannot be understood: {{detail}}', fix: 'See docs/web-protocol.md.' },
    'message.too-large': {
      message: 'That message is larger than {{limit}} KB.',
      fix: 'Send long text as a file, or raise limits.messageKb in parley.yaml.',
    },
    'message.empty': { message: 'There is no request in that message.', fix: 'Say in a sentence what you need.' },
    'not-an-approver': {
      message: 'You cannot decide this plan.',
      fix: 'Ask the person who made the request, or an approver named on the card.',
    },
    'needs-another': {
      message: 'This plan needs the yes of a second, different person.',
      fix: 'Ask another approver named on the card.',
    },
    'nothing-to-approve': {
      message: 'This plan is not up for a decision.',
      fix: 'Look at the newest card in the thread.',
    },
    'already-decided': { message: 'This plan has already been decided.', fix: 'Nothing more to do here.' },
    'too-late': { message: 'Too late: the steps have already begun.', fix: 'Use stop to halt them.' },
    ended: { message: 'This debate has ended.', fix: 'Reply in the thread to begin a follow-up.' },
    host: { message: 'This address is not served here.', fix: 'Open the page as localhost or 127.0.0.1.' },
    origin: {
      message: 'Requests from that site are not accepted.',
      fix: 'Use the page itself, or add the site to web.origins in parley.yaml.',
    },
    token: {
      message: 'A token is needed.',
      fix: 'Open the page once with ?token=…, or send the header Authorization: Bearer ….',
    },
    'not-found': { message: 'There is nothing here.', fix: 'Check the address.' },
    'debate.unknown': { message: 'There is no such debate.', fix: 'Open the thread anew.' },
    'blob.gone': { message: 'This file is no longer kept.', fix: 'Ask for the result again in the thread.' },
    'input.too-large': { message: 'That file is larger than {{limit}} MB.', fix: 'Send a smaller file.' },
    'storage.full': {
      message: 'There is no room for more files.',
      fix: 'The operator can raise limits.storageMb in parley.yaml; files that nobody uses go after 30 days.',
    },
    'input.invalid': { message: 'There is no file in that upload.', fix: 'Choose the file again.' },
    'redis.unreachable': {
      message: 'Parley cannot reach its store right now.',
      fix: 'Your message was not taken; it can be sent again in a moment.',
    },
    unexpected: { message: 'Something went wrong on the server.', fix: 'Try again; the log of the server says more.' },
  },
  ko: {
    'message.not-json': { message: '올바른 JSON 메시지가 아닙니다.', fix: '메시지마다 JSON 객체 하나를 보내 주세요.' },
    'message.invalid': {
      message: '메시지를 이해할 수 없습니다: {{detail}}',
      fix: 'docs/web-protocol.md를 참고하세요.',
    },
    'message.too-large': {
      message: '메시지가 {{limit}} KB보다 큽니다.',
      fix: '긴 글은 파일로 보내거나 parley.yaml의 limits.messageKb를 늘려 주세요.',
    },
    'message.empty': { message: '메시지에 요청이 없습니다.', fix: '무엇이 필요한지 한 문장으로 적어 주세요.' },
    'not-an-approver': {
      message: '이 계획을 결정할 권한이 없습니다.',
      fix: '요청한 사람이나 카드에 적힌 승인자에게 부탁하세요.',
    },
    'needs-another': {
      message: '이 계획은 다른 한 사람의 승인이 더 필요합니다.',
      fix: '카드에 적힌 다른 승인자에게 부탁하세요.',
    },
    'nothing-to-approve': {
      message: '지금 결정할 계획이 아닙니다.',
      fix: '대화의 가장 최근 카드를 확인하세요.',
    },
    'already-decided': { message: '이미 결정된 계획입니다.', fix: '더 하실 일은 없습니다.' },
    'too-late': { message: '이미 실행이 시작되었습니다.', fix: '멈추려면 중지를 누르세요.' },
    ended: { message: '이미 끝난 토론입니다.', fix: '이어서 하려면 대화에 답글을 남기세요.' },
    host: { message: '여기서 제공하지 않는 주소입니다.', fix: 'localhost 또는 127.0.0.1로 접속하세요.' },
    origin: {
      message: '그 사이트에서 온 요청은 받지 않습니다.',
      fix: '이 페이지를 쓰거나 parley.yaml의 web.origins에 사이트를 추가하세요.',
    },
    token: {
      message: '토큰이 필요합니다.',
      fix: '?token=… 을 붙여 한 번 접속하거나 Authorization: Bearer … 헤더를 보내세요.',
    },
    'not-found': { message: '여기에는 아무것도 없습니다.', fix: '주소를 확인하세요.' },
    'debate.unknown': { message: '그런 토론이 없습니다.', fix: '대화를 다시 열어 주세요.' },
    'blob.gone': { message: '더 이상 보관되지 않는 파일입니다.', fix: '대화에서 결과를 다시 요청하세요.' },
    'input.too-large': { message: '파일이 {{limit}} MB보다 큽니다.', fix: '더 작은 파일을 보내 주세요.' },
    'storage.full': {
      message: '파일을 더 둘 자리가 없습니다.',
      fix: '운영자가 parley.yaml의 limits.storageMb를 늘릴 수 있습니다. 쓰지 않는 파일은 30일 뒤에 지워집니다.',
    },
    'input.invalid': { message: '업로드에 파일이 없습니다.', fix: '파일을 다시 선택해 주세요.' },
    'redis.unreachable': {
      message: '지금은 저장소에 연결할 수 없습니다.',
      fix: '메시지가 접수되지 않았습니다. 잠시 후 다시 보내 주세요.',
    },
    unexpected: {
      message: '서버에서 문제가 생겼습니다.',
      fix: '다시 시도해 주세요. 자세한 내용은 서버 로그에 있습니다.',
    },
  },
};

/** The words for `code`, with `values` put into their `{{places}}`. */
export function say(locale: Locale, code: string, values: Record<string, string | number> = {}): Word {
  const word = words[locale][code] ?? words[locale].unexpected ?? { message: code, fix: '' };
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  return { message: fill(word.message), fix: fill(word.fix) };
}

/** True when `say` knows this code; other errors are told as `unexpected`. */
export function isKnown(code: string): boolean {
  return code in words.en;
}

/** `ko` when the header or tag prefers Korean, else `en`. */
export function localeOf(languages: string | null | undefined): Locale {
  return /^\s*ko\b/i.test(languages ?? '') ? 'ko' : 'en';
}
