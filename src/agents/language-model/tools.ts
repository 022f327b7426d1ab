import { isStepCount, type ToolSet, tool } from 'ai';
import type { Toolbox } from '../../ports/agent.ts';
import { toolDefinitions } from '../../tools/definitions.ts';
import { clip, fence } from './prompts/fence.ts';

/** Most of a tool's answer that goes into the conversation. */
const mostCharacters = 8000;

/** A toolbox as the SDK offers it to a model, which may then use it before it answers. */
export function offer(toolbox: Toolbox): { tools: ToolSet; stopWhen: ReturnType<typeof isStepCount> } {
  const tools = Object.fromEntries(
    toolbox.names.map((name) => {
      const { description, input } = toolDefinitions[name];
      const execute = async (asked: unknown) => {
        const { text } = await toolbox.use(name, asked);
        return fence(`what ${name} gave`, clip(text, mostCharacters));
      };
      return [name, tool({ description, inputSchema: input, execute })];
    }),
  );
  // One step more for hearing that all uses are spent, and one for the answer.
  return { tools, stopWhen: isStepCount(toolbox.most + 2) };
}
