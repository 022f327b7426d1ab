import { describe, expect, it } from 'vitest';
import type { Effect, Row } from '../testing/rows.ts';
import { briefOf, openWorkshop, policy, thinking, type Workshop } from '../testing/workshop.ts';
import { createAiin } from './agent.ts';
import { dataRows } from './data.rows.ts';
import { fileRows } from './files.rows.ts';
import { textRows } from './text.rows.ts';

const aiin = createAiin();

async function check(request: string, files: readonly string[], effect: Effect): Promise<void> {
  const shop = openWorkshop(files);
  try {
    const answer = await aiin.propose(briefOf(request, shop.files), thinking);
    if (answer.kind === 'abstained') throw new Error(`abstained: ${answer.reason}`);
    const { proposal } = answer;
    for (const step of proposal.steps) expect(policy.judge(step.action.command).verdict).not.toBe('deny');
    const commands = proposal.steps.map((step) => step.action.command).join('\n');
    const { output, rehearsal } = shop.run(proposal);
    expect(
      rehearsal.steps.map((step) => step.run?.exitCode),
      `${commands}\n${output}`,
    ).toEqual(proposal.steps.map(() => 0));
    verify(shop, output, effect, commands);
  } finally {
    shop.close();
  }
}

function verify(shop: Workshop, output: string, effect: Effect, commands: string): void {
  if (effect.prints !== undefined) meets(output, effect.prints, commands);
  if (effect.lacks !== undefined) expect(output, commands).not.toMatch(effect.lacks);
  for (const [path, content] of Object.entries(effect.makes ?? {})) {
    expect(shop.paths(), commands).toContain(path);
    meets(shop.read(path), content, commands);
  }
  for (const path of effect.removes ?? []) expect(shop.paths(), commands).not.toContain(path);
}

function meets(text: string, wanted: string | RegExp, commands: string): void {
  if (typeof wanted === 'string') expect(text.trim(), commands).toBe(wanted);
  else expect(text.trim(), commands).toMatch(wanted);
}

const tables: Record<string, readonly Row[]> = { files: fileRows, text: textRows, data: dataRows };

for (const [name, rows] of Object.entries(tables)) {
  describe(`AIIN, ${name}, in English`, () => {
    it.each(rows.map(([en, , files, effect]) => [en, files, effect] as const))('%s', check);
  });
  describe(`AIIN, ${name}, in Korean`, () => {
    it.each(rows.map(([, ko, files, effect]) => [ko, files, effect] as const))('%s', check);
  });
}
