import { z } from 'zod';
import type { Toolbox } from '../../../ports/agent.ts';
import { schemaFor } from '../../language-model/answer/wire.ts';
import { equippedSchemaWire } from '../tools.ts';
import type { Errand, ErrandDeps } from './errand.ts';
import { compose, type Letter, type Part } from './letter.ts';

/** What goes to one task, with the form in which an answer is wanted. */
export type Mail = {
  readonly letter: Letter;
  /** Puts the whole question. The new task's id. */
  create(): Promise<string>;
  /** @param tools what may still be used before the answer; null: nothing */
  send(task: string, content: readonly Part[], tools: Toolbox | null): Promise<void>;
};

const taskShape = z.looseObject({ task_id: z.string().min(1) });
const anyShape = z.looseObject({});

export function createMail<T>({ api, uploads, profile }: ErrandDeps, errand: Errand<T>): Mail {
  const { brief, prompt, wire, tools: offered } = errand;
  const { files, signal } = errand.thinking;
  const letter = { brief, uploads, files, signal, tools: offered, plain: errand.fromText !== undefined };
  const schemaWith = (tools: Toolbox | null) =>
    schemaFor(tools === null || tools.names.length === 0 ? wire : equippedSchemaWire(wire));
  return {
    letter,
    async create() {
      const content = await compose(prompt, letter);
      const made = await api.post(
        'task.create',
        {
          message: { content },
          agent_profile: profile,
          title: `Parley: ${prompt.name}`,
          locale: brief.locale,
          // Only a plan is worth a question; elsewhere Manus does its best with what there is.
          interactive_mode: prompt.name === 'propose',
          hide_in_task_list: true,
          structured_output_schema: schemaWith(offered),
        },
        taskShape,
        signal,
      );
      return made.task_id;
    },
    async send(task, content, tools) {
      const body = { task_id: task, message: { content }, structured_output_schema: schemaWith(tools) };
      await api.post('task.sendMessage', body, anyShape, signal);
    },
  };
}
