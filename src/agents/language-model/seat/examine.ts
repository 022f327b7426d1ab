import type { Locale } from '../../../debate/event.ts';
import { askText } from '../call/converse.ts';
import { ModelTrouble } from '../call/failure.ts';
import { createMeter } from '../call/usage.ts';
import type { ResolvedModel } from '../providers/providers.ts';
import { settled, words } from '../words.ts';

/** What one tiny call to a model showed, in the doctor's words. */
export type ModelFinding = { readonly state: 'ok' | 'bad'; readonly detail: string; readonly fix?: string };

const patienceMs = 20_000;

/** Asks a model for one word, which costs next to nothing, and says how to mend what goes wrong. Never throws. */
export async function examineModel(
  model: ResolvedModel,
  options: { readonly locale: Locale; readonly signal?: AbortSignal },
): Promise<ModelFinding> {
  const { locale } = options;
  const meter = createMeter(model.spec, model.provider.prices);
  const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(options.signal ? [options.signal] : [])]);
  const told = { model: model.spec, key: model.provider.apiKeyEnv ?? '', status: '' };
  const prompt = {
    name: 'examine',
    version: 1,
    instructions: 'Answer with the single word “ready”.',
    message: 'Are you there?',
  };
  const well = (): ModelFinding => ({
    state: 'ok',
    detail: settled(words[locale].examined({ ...told, ms: String(Math.round(meter.read().latencyMs)) }), locale),
  });
  try {
    await askText(prompt, { model, signal, meter, heard: () => undefined, maxOutputTokens: 1024 });
    return well();
  } catch (error) {
    const trouble = error instanceof ModelTrouble ? error : new ModelTrouble(signal.aborted ? 'silent' : 'broken', '');
    // It answered, if only with thoughts that used up its few words.
    if (trouble.kind === 'unusable') return well();
    const say = words[locale].failures[trouble.kind];
    const known = { ...told, status: String(trouble.status ?? '') };
    return { state: 'bad', detail: settled(say.message(known), locale), fix: say.fix(known) };
  }
}
