import { z } from 'zod';
import type { DebateState } from '../../src/debate/debate.ts';
import type { DebateEvent } from '../../src/debate/event.ts';
import { type ErrorCode, ParleyError } from '../../src/errors.ts';
import type { Toolbox, ToolName } from '../../src/ports/agent.ts';
import { isToolName, type Told, toolDefinitions } from '../../src/tools/definitions.ts';
import { noTools } from '../../src/tools/none.ts';
import { toolWords } from '../../src/tools/words.ts';
import { charge } from '../afford.ts';
import { stageOf, type ThinkTask } from '../ask.ts';
import type { WorkerDeps } from '../deps.ts';
import { environmentOf } from '../environment.ts';
import { reasonOf } from '../patience.ts';
import { codeExecutor } from './code-executor.ts';
import { fileSystem } from './file-system.ts';
import { imageGenerator } from './image-generator.ts';
import { type Found, type Room, refused } from './room.ts';
import { webBrowser } from './web-browser.ts';

/** Most kept of a tool's input and answer in the ledger. */
const mostTold = 2000;

/** Errors whose words are meant for people; the sandbox's are the operator's. */
const toldInFull: readonly ErrorCode[] = ['agent.failed', 'input.too-large', 'storage.full'];

type Run = (input: never, room: Room) => Promise<Found>;
const runs: Record<ToolName, Run> = {
  file_system: fileSystem,
  code_executor: codeExecutor,
  web_browser: webBrowser,
  image_generator: imageGenerator,
};

/** The tools of one persona while it thinks about one task; every use goes into the ledger as it ends. */
export function createToolbox(deps: WorkerDeps, state: DebateState, task: ThinkTask, signal: AbortSignal): Toolbox {
  const settings = deps.tools;
  if (!settings || settings.perStage === 0) return noTools;
  const { locale } = state.request;
  const t = toolWords(locale);
  const { persona } = task;
  const seat = state.council.find((it) => it.id === persona);
  const egress = deps.environments[seat?.environment ?? '']?.egress ?? [];
  const works: Record<ToolName, boolean> = {
    file_system: true,
    code_executor: true,
    web_browser: settings.readPage !== undefined && egress.length > 0,
    // Who asks for a picture where nothing draws is told so, and so is everyone.
    image_generator: true,
  };
  const names = (Object.keys(toolDefinitions) as ToolName[]).filter((it) => works[it]);
  let uses = 0;

  const work = async (name: ToolName, input: unknown, key: string): Promise<Found> => {
    const { environment } = environmentOf(deps, state, persona);
    const room: Room = { deps, settings, state, persona, environment, key, signal, t };
    return (runs[name] as (input: unknown, room: Room) => Promise<Found>)(input, room);
  };

  return {
    names,
    most: settings.perStage,
    async use(name, input) {
      signal.throwIfAborted();
      if (!isToolName(name)) return refused(t('unknown', { name: clip(name, 40), names: names.join(', ') }));
      if (uses >= settings.perStage) return refused(t('enough', { most: String(settings.perStage) }));
      uses += 1;
      const { input: schema, told: tell } = toolDefinitions[name];
      const read = schema.safeParse(input, locale === 'ko' ? { error: korean } : {});
      if (!read.success) return refused(t('badInput', { problems: z.prettifyError(read.error).replace(/\s+/g, ' ') }));
      const began = performance.now();
      const found = await work(name, read.data, `${task.key}/tool/${uses}`).catch((error: unknown) => {
        signal.throwIfAborted();
        deps.log.warn({ debate: state.id, tool: name, error }, 'a tool failed');
        const isToldInFull = error instanceof ParleyError && (toldInFull as readonly string[]).includes(error.code);
        return refused(t('failed', { reason: isToldInFull ? error.told(locale).message : reasonOf(error, state) }));
      });
      const told = (tell as (input: unknown) => Told)(read.data);
      const event: DebateEvent = {
        type: 'tool.used',
        turn: state.turn,
        persona,
        ...stageOf(task),
        tool: name,
        action: told.action,
        input: clip(told.input, mostTold),
        result: clip(found.text, mostTold),
        ok: found.ok,
        durationMs: performance.now() - began,
        ...(found.artifact ? { artifact: found.artifact } : {}),
        ...(found.usage ? { usage: found.usage } : {}),
      };
      signal.throwIfAborted();
      await deps.ledger.append(state.id, event);
      if (found.usage) {
        await charge(deps, state, event);
        // It may have been the last that the budget had room for.
        await deps.queue.advance(state.id);
      }
      return { ok: found.ok, text: found.text };
    },
  };
}

const korean = z.locales.ko().localeError;

const clip = (text: string, most: number) =>
  text.length <= most ? text.toWellFormed() : `${text.slice(0, most - 1).toWellFormed()}…`;
