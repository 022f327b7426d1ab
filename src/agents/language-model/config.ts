import { z } from 'zod';
import { both } from '../../i18n/both.ts';

/** How `parley.yaml` speaks of models. */

/** `provider/model`: the provider's name, a slash, and whatever the provider calls its model. */
export const modelSpecSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,31}\/\S+$/,
    both(
      'PROVIDER/MODEL, for example anthropic/claude-sonnet-5-5 or ollama/llama3.2',
      '제공자/모델 꼴이어야 합니다. 예: anthropic/claude-sonnet-5-5, ollama/llama3.2',
    ),
  );

export const providerSchema = z.strictObject({
  /** What its server speaks; `openai-compatible` is right for Ollama, vLLM, LM Studio, llama.cpp and gateways. */
  type: z.enum(['anthropic', 'openai', 'google', 'openai-compatible']).optional(),
  baseUrl: z
    .url({
      protocol: /^https?$/,
      error: both(
        'an address that begins with http:// or https://',
        'http:// 또는 https://로 시작하는 주소여야 합니다',
      ),
    })
    .refine(
      (url) => !/^https?:\/\/[^/]*@/.test(url),
      both(
        'no name or password in the address: use apiKeyEnv',
        '주소에 이름이나 비밀번호를 넣지 말고 apiKeyEnv를 쓰세요',
      ),
    )
    .optional(),
  /** Name of the environment variable that holds the key; the key itself never stands in a file. */
  apiKeyEnv: z
    .string()
    .regex(
      /^[A-Z_][A-Z0-9_]*$/,
      both('the NAME of an environment variable, never the key itself', '키가 아니라 환경 변수의 이름을 적으세요'),
    )
    .optional(),
  /** Which of OpenAI's two protocols is spoken; only for `openai`. */
  api: z.enum(['responses', 'chat']).optional(),
  /** False when its server refuses JSON schemas; found out by itself otherwise. */
  structured: z.boolean().optional(),
});

/** By name. `anthropic`, `openai`, `google` and `ollama` are known without being listed. */
export const providersSchema = z
  .record(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{0,31}$/,
        both(
          'lower-case letters, digits and hyphens, starting with a letter',
          '소문자로 시작하는 소문자, 숫자, 하이픈만 쓸 수 있습니다',
        ),
      ),
    providerSchema,
  )
  .default({});

const dollars = z.number().min(0);

const priceSchema = z
  .strictObject({
    /** Per million tokens. */
    input: dollars.optional(),
    output: dollars.optional(),
    cachedInput: dollars.optional(),
    /** Per picture. */
    image: dollars.optional(),
  })
  .refine(
    (it) => (it.input === undefined) === (it.output === undefined),
    both('input and output belong together', 'input과 output은 함께 적어야 합니다'),
  )
  .refine(
    (it) => it.input !== undefined || it.image !== undefined,
    both(
      'input and output (US dollars for a million tokens), or image (US dollars for a picture)',
      'input과 output(토큰 백만 개당 달러) 또는 image(그림 한 장당 달러)를 적으세요',
    ),
  );

/** In US dollars, by model; `provider/*` is for all of a provider's models that are not listed. */
export const pricesSchema = z.record(z.string(), priceSchema).default({});

/** What a seat with `agent: model` says besides. */
export const modelSeatShape = {
  model: modelSpecSchema,
  /** What this persona looks at first, in one or two sentences; told to the model as its own point of view. */
  role: z.string().max(1000).optional(),
  /** Longest answer in tokens, thinking included. */
  maxOutputTokens: z.int().min(256).optional(),
};

export type ProviderSettings = z.infer<typeof providerSchema>;
export type Prices = z.infer<typeof pricesSchema>;
