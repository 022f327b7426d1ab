import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefOf, openWorkshop, thinking } from '../testing/workshop.ts';
import { createAiin } from './agent.ts';
import { dataRows } from './data.rows.ts';
import { fileRows } from './files.rows.ts';
import { textRows } from './text.rows.ts';

const aiin = createAiin();
// A command that a person wrote out is run as it stands.
const rows = [...fileRows, ...textRows, ...dataRows].filter(([english]) => !/^run\b|`/.test(english));
const folders = new Map<string, ReturnType<typeof openWorkshop>['files']>();

function filesOf(names: readonly string[]) {
  const key = names.join();
  const known = folders.get(key);
  if (known !== undefined) return known;
  const shop = openWorkshop(names);
  shop.close();
  folders.set(key, shop.files);
  return shop.files;
}

async function commandsFor(request: string, names: readonly string[]): Promise<string | null> {
  const answer = await aiin.propose(briefOf(request, filesOf(names)), thinking);
  if (answer.kind === 'abstained') return null;
  const { steps, answer: said = '' } = answer.proposal;
  return steps.map((step) => step.action.command).join('\n') + said;
}

const row = fc.constantFrom(...rows);
const letters = (source: string) =>
  fc.array(fc.constantFrom(...source), { minLength: 5, maxLength: 9 }).map((it) => it.join(''));
/** Words that no lexicon has. */
const strange = letters('bdgkvwxzqj').map((it) => `x${it}`);

describe('what AIIN does not understand never goes unheard', () => {
  it('an unknown word in a request is in the command, or there is no command', async () => {
    await fc.assert(
      fc.asyncProperty(row, strange, fc.boolean(), async ([english, , names], word, first) => {
        const request = first ? `${word} ${english}` : `${english.replace(/[?.!]+$/, '')} ${word}`;
        const commands = await commandsFor(request, names);
        expect(commands === null || commands.toLowerCase().includes(word), `${request}\n${commands}`).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('so is an unknown word in Korean', async () => {
    await fc.assert(
      fc.asyncProperty(row, letters('뷁쀍퀡뎗쾕렱'), async ([, korean, names], word) => {
        const request = `${word} ${korean}`;
        const commands = await commandsFor(request, names);
        expect(commands === null || commands.includes(word), `${request}\n${commands}`).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('a number is in the command, or there is no command', async () => {
    await fc.assert(
      fc.asyncProperty(row, fc.integer({ min: 1_000_003, max: 9_999_991 }), async ([english, , names], number) => {
        const request = `${english.replace(/[?.!]+$/, '')} for ${number}`;
        const commands = await commandsFor(request, names);
        expect(commands === null || /\d{7}/.test(commands), `${request}\n${commands}`).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('kindness changes no command', async () => {
    const kind = fc.constantFrom(
      ['Hi! Could you please ', '? Thanks a lot!'],
      ["Sorry to bother you, but if it's not too much trouble, could you ", ''],
      ['', ' please, thank you so much'],
    );
    await fc.assert(
      fc.asyncProperty(row, kind, async ([english, , names], [before = '', after = '']) => {
        const request = english.replace(/[?.!]+$/, '');
        expect(await commandsFor(`${before}${request}${after}`, names)).toBe(await commandsFor(request, names));
      }),
      { numRuns: 100 },
    );
  });
});
