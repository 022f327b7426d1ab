import { textOf } from './protocols/protocol.ts';

/** A PNG of one pixel. */
export const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export type Drawn = { readonly model: string; readonly prompt: string };
/** What becomes of a request for a picture. Nothing given: a dot. */
export type Brush = { readonly kind: 'status'; readonly status: number } | { readonly kind: 'declined' };
type Answered = { readonly status: number; readonly body: unknown };

const tokens = { input: 12, output: 272 };

/** One vendor's way to be asked for a picture; null when this is no such request. */
export function pictureAsked(
  path: string,
  body: Record<string, unknown>,
): { readonly drawn: Drawn; answer(brush: Brush | undefined): Answered } | null {
  if (path.endsWith('/images/generations')) {
    const { model, prompt } = body as Drawn;
    return { drawn: { model, prompt }, answer: (brush) => openai(model, brush) };
  }
  const model = /models\/([^:/]+):generateContent$/.exec(path)?.[1];
  const { responseModalities } = (body.generationConfig ?? {}) as { responseModalities?: readonly string[] };
  if (model === undefined || !responseModalities?.includes('IMAGE')) return null;
  const contents = body.contents as readonly { parts: unknown }[];
  return { drawn: { model, prompt: contents.map((it) => textOf(it.parts)).join('\n') }, answer: google };
}

function openai(model: string, brush: Brush | undefined): Answered {
  if (brush?.kind === 'status') return failed(brush.status, { error: { message: 'no', type: 'error', code: null } });
  if (brush?.kind === 'declined')
    return failed(400, { error: { message: 'Your request was rejected.', code: 'moderation_blocked' } });
  // Servers of open models count no tokens.
  const usage = {
    input_tokens: tokens.input,
    output_tokens: tokens.output,
    total_tokens: tokens.input + tokens.output,
  };
  return {
    status: 200,
    body: { created: 1, data: [{ b64_json: dot }], ...(model.startsWith('gpt-') ? { usage } : {}) },
  };
}

function google(brush: Brush | undefined): Answered {
  if (brush?.kind === 'status')
    return failed(brush.status, { error: { code: brush.status, message: 'no', status: 'UNAVAILABLE' } });
  const usageMetadata = {
    promptTokenCount: tokens.input,
    candidatesTokenCount: tokens.output,
    totalTokenCount: tokens.input + tokens.output,
  };
  const candidate =
    brush?.kind === 'declined'
      ? { content: {}, finishReason: 'IMAGE_SAFETY', index: 0 }
      : {
          content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data: dot } }] },
          finishReason: 'STOP',
          index: 0,
        };
  return { status: 200, body: { candidates: [candidate], usageMetadata } };
}

const failed = (status: number, body: unknown): Answered => ({ status, body });
