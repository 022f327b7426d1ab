import type { Locale } from '../../../debate/event.ts';
import type { Absence } from '../../../ports/agent.ts';
import type { ResolvedModel } from '../providers/providers.ts';
import { settled, words } from '../words.ts';
import type { ModelProbe } from './probe.ts';

/** Why a model cannot sit at the table now, and how to seat it; null when nothing speaks against it. */
export async function absence(
  { spec, id, provider }: ResolvedModel,
  probe: ModelProbe,
  locale: Locale,
): Promise<Absence | null> {
  const told = { model: spec, id, key: provider.apiKeyEnv ?? '', status: '', address: provider.baseUrl };
  const { failures, absences } = words[locale];
  const because = (reason: string, fix: string): Absence => ({ reason: settled(reason, locale), fix });
  if (provider.apiKeyEnv !== undefined && provider.apiKey === undefined)
    return because(failures.noKey.message(told), failures.noKey.fix(told));
  // The vendors' own servers are not asked at every start: doctor does that.
  if (provider.type !== 'openai-compatible') return null;
  const there = await probe.models(provider.baseUrl, provider.apiKey);
  const ollama = provider.name === 'ollama';
  if (there === null) {
    const fix = ollama ? absences.ollamaDown : absences.down;
    return because(absences.silent(told), fix(told));
  }
  // Gateways list only some of what they serve; Ollama lists all of it.
  if (ollama && !there.some((it) => it === id || it === `${id}:latest`))
    return because(absences.notPulled(told), absences.pull(told));
  return null;
}
