import type { Output } from '../../src/debate/event.ts';
import { createTranslator } from '../../src/i18n/index.ts';
import { inLocale } from '../../src/policy/in-locale.ts';
import type { ToolInput } from '../../src/tools/definitions.ts';
import { type Found, type Room, refused } from './room.ts';

const programs = { bash: null, python: 'python3', node: 'node' } as const;
const mostChanges = 10;
const mostOutputKb = 32;

/**
 * Runs a few lines where a rehearsal would: in a container without a network, on a copy of the workspace that is thrown
 * away. The policy judges them first, and what it denies never runs.
 */
export async function codeExecutor({ language, code }: ToolInput<'code_executor'>, room: Room): Promise<Found> {
  const { deps, settings, state, persona, environment, key, signal, t } = room;
  const program = programs[language];
  if (program !== null && !(await deps.sandbox.programs(environment)).has(program))
    return refused(t('noProgram', { program }));
  const command = program === null ? code : heredoc(program, code);
  const { verdict, reasons } = inLocale(deps.policy.judge(command), state.request.locale);
  if (verdict === 'deny') return refused(t('denied', { reason: reasons.map((it) => it.message).join(' ') }));
  const limits = {
    seconds: Math.min(environment.seconds, settings.seconds),
    outputKb: Math.min(environment.outputKb, mostOutputKb),
  };
  const steps = [{ id: 'tool', persona, environment: { ...environment, ...limits }, command }];
  const report = await deps.sandbox.rehearse({ key, workspace: state.workspace, steps }, signal, () => undefined);
  signal.throwIfAborted();
  const run = report.steps[0]?.run;
  const ended = createTranslator(state.request.locale);
  if (run === undefined) return refused(t('ended', { ending: ended('ending.lost') }));
  const worked = run.ending === 'exited' && run.exitCode === 0;
  const how =
    run.ending === 'exited'
      ? t('exited', { code: String(run.exitCode) })
      : t('ended', { ending: ended(`ending.${run.ending}`) });
  const files = report.changes.slice(0, mostChanges).map((it) => it.path);
  const parts = [
    // Exit code 0 goes without saying.
    ...(worked ? [] : [how]),
    printed(run.output) || t('noOutput'),
    ...(files.length > 0 ? [t('changes', { files: files.join(', ') })] : []),
  ];
  return { ok: worked, text: parts.join('\n') };
}

/** The program reads its code from a quoted here-document, whose end the code cannot contain. */
function heredoc(program: string, code: string): string {
  const lines = new Set(code.split('\n'));
  let end = 'CODE';
  while (lines.has(end)) end += '_';
  return `${program} - <<'${end}'\n${code.replace(/\n$/, '')}\n${end}\n`;
}

function printed({ head, tail }: Output): string {
  const all = tail === '' ? head : `${head}\n…\n${tail}`;
  return all.trimEnd();
}
