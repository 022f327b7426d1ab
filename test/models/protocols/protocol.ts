/** What one call asks, whichever protocol it came by. */
export type Asked = {
  readonly model: string;
  readonly instructions: string;
  /** Roles and texts after the instructions, in order. */
  readonly turns: readonly { readonly role: string; readonly text: string }[];
  /** The JSON schema that the answer is to keep to. */
  readonly schema: unknown;
  /** Names of the tools that it may call; left out, none. */
  readonly tools?: readonly string[];
};

/** A tool that the model calls instead of answering. */
export type Use = { readonly tool: string; readonly input: unknown };

export type Finish = 'stop' | 'length' | 'refusal';
export type Tokens = { readonly input: number; readonly output: number };

/** One vendor's way to be asked and to stream an answer, as server-sent events. */
export type Protocol = {
  readonly name: 'chat' | 'responses' | 'anthropic' | 'google';
  matches(path: string): boolean;
  read(body: Record<string, unknown>, path: string): Asked;
  open(asked: Asked, tokens: Tokens): string[];
  piece(text: string, asked: Asked): string;
  /** A whole answer that calls a tool. */
  use(use: Use, tokens: Tokens, asked: Asked): string[];
  close(finish: Finish, tokens: Tokens, asked: Asked): string[];
  /** The body of an error answer, as this vendor words it. */
  error(status: number, message: string): unknown;
  /** The event by which a stream that already began reports that the server is overloaded. */
  overloaded(): string;
};

export const data = (value: unknown) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
export const named = (value: { readonly type: string }) => `event: ${value.type}\n${data(value)}`;

/** The text of a message's content: a string, or parts with texts, a tool's answer among them. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { text?: unknown; content?: unknown }) =>
      typeof part?.text === 'string' ? part.text : textOf(part?.content),
    )
    .join('');
}

export const namesOf = (tools: unknown): string[] =>
  Array.isArray(tools) ? tools.map((it: { name?: string }) => it.name ?? '') : [];

type Message = { readonly role: string; readonly content: unknown };

/** Splits messages of the OpenAI kind into instructions and turns. */
export function split(messages: readonly Message[]): Pick<Asked, 'instructions' | 'turns'> {
  const isSystem = (it: Message) => it.role === 'system' || it.role === 'developer';
  return {
    instructions: messages
      .filter(isSystem)
      .map((it) => textOf(it.content))
      .join('\n'),
    turns: messages.filter((it) => !isSystem(it)).map((it) => ({ role: it.role, text: textOf(it.content) })),
  };
}
