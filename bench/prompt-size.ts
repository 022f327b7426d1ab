import Table from 'cli-table3';
import { createLanguageModels } from '../src/agents/language-model/index.ts';
import { createImaginedSandbox } from '../test/doubles/sandbox.ts';
import { openHouse } from '../test/house.ts';
import { settingsOf } from '../test/models/room.ts';
import { labelsOf } from '../test/models/sensible.ts';
import { type ModelCall, type ModelServer, startModelServer } from '../test/models/server.ts';
import services from '../test/services.ts';
import type { Row } from './table.ts';

/**
 * How long the prompts of a debate are, measured where they arrive: whole debates in which everybody cites a defect
 * of everybody and revises in every round, which is the most that can be said.
 */

const councils = [2, 3, 4, 5, 6, 7, 8];
const roundCounts = [1, 2, 3];

type Measured = {
  readonly personas: number;
  readonly rounds: number;
  readonly calls: readonly ModelCall[];
};

export async function benchPromptSize(redisUrl: string): Promise<Row[]> {
  const server = await startModelServer();
  server.react((call) => ({ kind: 'say', text: quarrel(call) }));
  const all: Measured[] = [];
  try {
    for (const personas of councils)
      for (const rounds of roundCounts) all.push(await debate(server, redisUrl, personas, rounds));
  } finally {
    await server.close();
  }
  print(all);
  return summary(all);
}

async function debate(server: ModelServer, redisUrl: string, personas: number, rounds: number): Promise<Measured> {
  server.calls.length = 0;
  const models = createLanguageModels(settingsOf(server));
  const agents = Object.fromEntries(
    Array.from({ length: personas }, (_, index) => [
      `seat-${index + 1}`,
      models.agent({ model: `local/model-${index + 1}` }),
    ]),
  );
  const house = await openHouse({
    redisUrl,
    agents,
    sandbox: createImaginedSandbox(),
    rules: { critiqueRounds: rounds },
  });
  try {
    const asked = await house.ask('Count the words in every .txt file and chart them as CSV, largest first.');
    await house.until(asked, (it) => it.approval !== null || it.end !== null);
  } finally {
    await house.close();
  }
  return { personas, rounds, calls: [...server.calls] };
}

/** Answers of the length that real ones have. */
function quarrel(call: ModelCall): string {
  const remark =
    'With a name like "my notes.txt" the loop splits it at the space and counts two files that do not exist.';
  const proposal = {
    approach:
      `As ${call.model} sees it in answer ${call.number}: list the text files safely, count each one’s words, sort by ` +
      'the count and write a header and one line per file. Hidden files and folders are left out, names are quoted.',
    expectedOutcome: 'words.csv has a header “file,words” and one line for each text file, the largest first.',
    confidence: 0.8,
    steps: [
      {
        purpose: 'Counts the words of each text file and sorts them.',
        command:
          `# ${call.model}, ${call.number}\nprintf 'file,words\\n' > words.csv\nfind . -name '*.txt' -not -path '*/.*' -print0 | ` +
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
          'while IFS= read -r -d "" file; do printf \'%s,%s\\n\' "${file#./}" "$(wc -w < "$file")"; done | ' +
          'sort -t, -k2,2nr >> words.csv\ncat words.csv',
      },
    ],
    answer: null,
    cannot: null,
  };
  const labels = labelsOf(call);
  switch (call.stage) {
    case 'propose':
      return JSON.stringify(proposal);
    case 'critique':
      return JSON.stringify({
        remarks: labels.map((label) => ({ label, stance: 'defect', step: 's1', text: remark })),
      });
    case 'revise':
      return JSON.stringify({
        decision: 'revise',
        because: 'The defect is real; I read names up to a null byte.',
        proposal,
      });
    case 'combine':
      return JSON.stringify({ decision: 'nothing', because: 'They do the same.', proposal: null });
    case 'vote':
      return JSON.stringify({
        scores: labels.map((label, index) => ({ label, reason: 'It ran.', feasibility: 9 - index, relevance: 8 })),
      });
    default:
      return 'The person wants words counted for each text file, as a chart in CSV form.';
  }
}

const charactersOf = (call: ModelCall) =>
  call.instructions.length + call.turns.reduce((sum, turn) => sum + turn.text.length, 0);

const stages = ['analyse', 'propose', 'critique', 'revise', 'vote'] as const;

/** The longest prompt of a stage. */
const longest = ({ calls }: Measured, stage: ModelCall['stage']) =>
  Math.max(0, ...calls.filter((it) => it.stage === stage).map(charactersOf));

function print(all: readonly Measured[]): void {
  const table = new Table({
    head: ['personas', 'rounds', 'calls', ...stages, '≈ tokens a call', '≈ tokens in all'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const it of all) {
    const characters = it.calls.reduce((sum, call) => sum + charactersOf(call), 0);
    // Four characters a token, as English and shell come to.
    const tokens = Math.round(characters / 4);
    table.push([
      it.personas,
      it.rounds,
      it.calls.length,
      ...stages.map((stage) => longest(it, stage)),
      Math.round(tokens / it.calls.length),
      tokens,
    ]);
  }
  process.stdout.write(`The longest prompt of each stage of a debate, in characters:\n${table.toString()}\n`);
}

/** Growth with the number of proposals, none with the number of rounds. */
function summary(all: readonly Measured[]): Row[] {
  const at = (personas: number, rounds: number) => all.find((it) => it.personas === personas && it.rounds === rounds);
  const sizes = councils.map((personas) => longest(at(personas, 1) as Measured, 'critique'));
  const each = sizes.slice(1).map((size, index) => size - (sizes[index] as number));
  const spread = Math.max(...each) / Math.min(...each);
  const later = Math.max(
    ...councils.map((it) => longest(at(it, 3) as Measured, 'critique') / longest(at(it, 1) as Measured, 'critique')),
  );
  return [
    {
      what: 'characters that one more proposal adds to a critique',
      measured: `${Math.min(...each)}–${Math.max(...each)}`,
      beside: `${sizes[0]} with one proposal, ${sizes.at(-1)} with seven`,
      goal: 'the same each time (within 1.2×)',
      ok: spread <= 1.2,
    },
    {
      what: 'longest critique in three rounds ÷ in one',
      measured: `${later.toFixed(2)}×`,
      beside: 'the turns before are not told again',
      goal: '≤ 1.1×',
      ok: later <= 1.1,
    },
  ];
}

if (import.meta.main) {
  const close = await services();
  try {
    for (const row of await benchPromptSize(process.env.PARLEY_TEST_REDIS_URL as string))
      process.stdout.write(`${row.ok ? '✓' : '✗'} ${row.what}: ${row.measured} (${row.beside}; goal: ${row.goal})\n`);
  } finally {
    await close?.();
  }
}
