import type { Locale } from '../../debate/event.ts';
import { smooth } from '../shared/speech.ts';

/** What this room says to people, in both languages. */

/** Settles Korean particles by the name before them. */
export const settled = (text: string, locale: Locale) => (locale === 'ko' ? smooth(text) : text);

type Told = { readonly model: string; readonly key: string; readonly status: string };
export type Words = (told: Told) => string;
type Failure = { readonly message: Words; readonly fix: Words };
type Named = { readonly name: string; readonly model: string };
type Seat = Told & { readonly id: string; readonly address: string };

type Others = {
  /** Why a seat stays empty, and what fills it. */
  readonly absences: Record<'silent' | 'down' | 'ollamaDown' | 'notPulled' | 'pull', (told: Seat) => string>;
  readonly start: { byKey(seat: Named & { key: string }): string; byOllama(seat: Named): string };
  examined(told: Told & { ms: string }): string;
  drawsNothing: Words;
};

const fixEn = {
  wait: () => 'Nothing to do: later debates ask again. If it lasts, look at the provider’s status page.',
};
const fixKo = { wait: () => '기다리면 됩니다. 다음 토론에서 다시 묻습니다. 계속되면 제공자의 상태 페이지를 보세요.' };

const en = {
  key: {
    message: ({ model, key }) => `${model} did not accept the key${key && ` in ${key}`}.`,
    fix: ({ key }) => `Put a valid key into ${key || 'the provider’s apiKeyEnv'} and start Parley again.`,
  },
  noKey: {
    message: ({ model, key }) => `There is no key for ${model}: ${key} is not set.`,
    fix: ({ key }) => `Set ${key} in the environment and start Parley again.`,
  },
  quota: {
    message: ({ model }) => `The account behind ${model} has no credit left.`,
    fix: () => 'Add credit at the provider, or seat another model.',
  },
  model: {
    message: ({ model }) => `The provider does not know the model ${model}.`,
    fix: () => 'Check its name in parley.yaml; with Ollama, pull it first.',
  },
  rate: {
    message: ({ model }) => `${model} is asked too often right now.`,
    fix: fixEn.wait,
  },
  tooLong: {
    message: ({ model }) => `The request is longer than ${model} can read.`,
    fix: () => 'Attach less, or seat a model with a longer context.',
  },
  down: {
    message: ({ model, status }) => `${model} has trouble of its own${status && ` (${status})`}.`,
    fix: fixEn.wait,
  },
  unreachable: {
    message: ({ model }) => `The server of ${model} does not answer.`,
    fix: () => 'Check that it runs and that its baseUrl in parley.yaml is right.',
  },
  cut: {
    message: ({ model }) => `The answer of ${model} broke off in the middle.`,
    fix: fixEn.wait,
  },
  stalled: {
    message: ({ model }) => `${model} stopped in the middle of its answer.`,
    fix: fixEn.wait,
  },
  endless: {
    message: ({ model }) => `${model} did not come to an end.`,
    fix: () => 'Set maxOutputTokens for that seat, or seat a larger model; small ones can repeat themselves.',
  },
  resting: {
    message: ({ model }) => `${model} failed several times in a row and is left alone for half a minute.`,
    fix: fixEn.wait,
  },
  request: {
    message: ({ model, status }) => `${model} refused the call${status && ` (${status})`}.`,
    fix: () => 'Look into the log for the reason; `npx parley doctor` tries each model.',
  },
  refused: {
    message: ({ model }) => `${model} declined to answer.`,
    fix: () => 'Put the request differently, or seat another model.',
  },
  unusable: {
    message: ({ model }) => `${model} answered in a form that cannot be used, twice.`,
    fix: () => 'Seat a larger model; small ones often miss the form.',
  },
  silent: {
    message: ({ model }) => `${model} did not answer in time.`,
    fix: () => 'Try again; a local model may still have been loading. If it lasts, seat a smaller one.',
  },
  broken: {
    message: ({ model }) => `Asking ${model} went wrong.`,
    fix: () => 'Look into the log for the reason.',
  },
} satisfies Record<string, Failure>;

const ko: Record<keyof typeof en, Failure> = {
  key: {
    message: ({ model, key }) => `${model}에서 키를 받아 주지 않았습니다${key && ` (${key})`}.`,
    fix: ({ key }) => `${key || '제공자의 apiKeyEnv'}에 올바른 키를 넣고 Parley를 다시 시작하세요.`,
  },
  noKey: {
    message: ({ model, key }) => `${model}의 키가 없습니다. ${key} 환경 변수가 비어 있습니다.`,
    fix: ({ key }) => `${key} 환경 변수를 넣고 Parley를 다시 시작하세요.`,
  },
  quota: {
    message: ({ model }) => `${model} 계정의 잔액이 없습니다.`,
    fix: () => '제공자에서 충전하거나 다른 모델을 앉히세요.',
  },
  model: {
    message: ({ model }) => `제공자가 ${model} 모델을 모릅니다.`,
    fix: () => 'parley.yaml의 모델 이름을 확인하세요. Ollama라면 먼저 내려받아야 합니다.',
  },
  rate: { message: ({ model }) => `${model}에 요청이 너무 많이 몰렸습니다.`, fix: fixKo.wait },
  tooLong: {
    message: ({ model }) => `요청이 ${model}이(가) 읽을 수 있는 길이를 넘습니다.`,
    fix: () => '첨부를 줄이거나 더 긴 글을 읽는 모델을 앉히세요.',
  },
  down: {
    message: ({ model, status }) => `${model} 쪽에 문제가 있습니다${status && ` (${status})`}.`,
    fix: fixKo.wait,
  },
  unreachable: {
    message: ({ model }) => `${model} 서버가 응답하지 않습니다.`,
    fix: () => '서버가 떠 있는지, parley.yaml의 baseUrl이 맞는지 확인하세요.',
  },
  cut: { message: ({ model }) => `${model}의 답이 중간에 끊겼습니다.`, fix: fixKo.wait },
  stalled: { message: ({ model }) => `${model}이(가) 답하다가 멈췄습니다.`, fix: fixKo.wait },
  endless: {
    message: ({ model }) => `${model}의 답이 끝없이 이어졌습니다.`,
    fix: () => '그 자리에 maxOutputTokens를 정하거나 더 큰 모델을 앉히세요. 작은 모델은 같은 말을 되풀이하기도 합니다.',
  },
  resting: { message: ({ model }) => `${model}이(가) 잇따라 실패해서 30초 동안 쉬게 합니다.`, fix: fixKo.wait },
  request: {
    message: ({ model, status }) => `${model}이(가) 호출을 거절했습니다${status && ` (${status})`}.`,
    fix: () => '로그에서 까닭을 확인하세요. `npx parley doctor`로 모델마다 시험해 볼 수 있습니다.',
  },
  refused: {
    message: ({ model }) => `${model}이(가) 대답을 거절했습니다.`,
    fix: () => '요청을 다르게 적거나 다른 모델을 앉히세요.',
  },
  unusable: {
    message: ({ model }) => `${model}의 답이 두 번 모두 쓸 수 없는 형식이었습니다.`,
    fix: () => '더 큰 모델을 앉히세요. 작은 모델은 형식을 자주 놓칩니다.',
  },
  silent: {
    message: ({ model }) => `${model}이(가) 제때 대답하지 않았습니다.`,
    fix: () => '다시 해 보세요. 로컬 모델은 처음에 불러오는 시간이 걸립니다. 계속되면 더 작은 모델을 앉히세요.',
  },
  broken: {
    message: ({ model }) => `${model}에 묻는 중에 문제가 생겼습니다.`,
    fix: () => '로그에서 까닭을 확인하세요.',
  },
};

const othersEn: Others = {
  absences: {
    silent: ({ model, address }) => `Nothing answers for ${model} at ${address}.`,
    down: () => 'Start that server, or correct its baseUrl in parley.yaml.',
    ollamaDown: () => 'Start Ollama (ollama serve), or set OLLAMA_HOST to where it runs.',
    notPulled: ({ id }) => `Ollama has no model called ${id}.`,
    pull: ({ id }) => `Run: ollama pull ${id}`,
  },
  start: {
    byKey: ({ name, model, key }) =>
      `${name} (${model}) joins the council, because ${key} is set. Its calls are billed to that account.`,
    byOllama: ({ name, model }) => `${name} (${model}) joins the council, because Ollama answers on this machine.`,
  },
  examined: ({ model, ms }) => `${model} answered in ${ms} ms`,
  drawsNothing: ({ model }) => `${model} is there; no picture was drawn, as each costs money`,
};

const othersKo: Others = {
  absences: {
    silent: ({ model, address }) => `${model}의 주소 ${address}에서 아무 응답이 없습니다.`,
    down: () => '그 서버를 켜거나 parley.yaml의 baseUrl을 고치세요.',
    ollamaDown: () => 'Ollama를 켜세요(ollama serve). 다른 곳에서 돌고 있으면 OLLAMA_HOST를 넣으세요.',
    notPulled: ({ id }) => `Ollama에 ${id} 모델이 없습니다.`,
    pull: ({ id }) => `실행: ollama pull ${id}`,
  },
  start: {
    byKey: ({ name, model, key }) =>
      `${key}가 있어서 ${name}(${model})이(가) 함께합니다. 호출 요금은 그 계정으로 청구됩니다.`,
    byOllama: ({ name, model }) => `이 컴퓨터에서 Ollama가 응답해서 ${name}(${model})이(가) 함께합니다.`,
  },
  examined: ({ model, ms }) => `${model}이(가) ${ms}ms 만에 대답했습니다`,
  drawsNothing: ({ model }) => `${model}이(가) 준비되어 있습니다. 그림은 장마다 비용이 들어 그려 보지 않았습니다`,
};

export const words = { en: { failures: en, ...othersEn }, ko: { failures: ko, ...othersKo } };
