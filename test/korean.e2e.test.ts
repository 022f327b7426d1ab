import { afterEach, describe, expect, test } from 'vitest';
import { presentAll } from '../bots/present.ts';
import { renderMarkdown } from '../bots/terminal/index.ts';
import { problems } from '../sandbox/problems.ts';
import { createAgent } from '../src/agents/seat.ts';
import type { DebateState } from '../src/debate/debate.ts';
import { requester } from '../src/debate/sample.ts';
import { fault } from '../src/i18n/faults/index.ts';
import { createPolicy } from '../src/policy/index.ts';
import type { Agent, Thinking } from '../src/ports/agent.ts';
import type { Sandbox } from '../src/ports/sandbox.ts';
import { createFixedAgent } from './doubles/agent.ts';
import { createImaginedSandbox } from './doubles/sandbox.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

/** Whatever goes wrong in a Korean debate, nobody there is spoken to in English. */

const houses: House[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function open(options: Partial<HouseOptions> & { sandbox?: Sandbox } = {}) {
  const opened = await openHouse({
    agents: { planner: planning('ls -la') },
    sandbox: createImaginedSandbox(),
    policy: createPolicy({ allow: [], review: [], deny: [] }),
    ...options,
  });
  houses.push(opened);
  return opened;
}

/** Says what it is asked to say in Korean. */
function planning(command: string, before: (thinking: Thinking) => Promise<unknown> = async () => undefined): Agent {
  const usual = createFixedAgent({ command, latencyMs: 0 });
  const proposal = {
    approach: '파일을 살펴봅니다.',
    expectedOutcome: '목록이 나옵니다.',
    confidence: 0.9,
    steps: [{ id: 's1', owner: 'planner', purpose: '목록 보기', action: { kind: 'shell' as const, command } }],
  };
  return {
    ...usual,
    async analyse(_, thinking) {
      await before(thinking);
      return { kind: 'answered', text: '무엇을 할지 알겠습니다.' };
    },
    propose: async () => ({ kind: 'answered', proposal }),
    critique: async (_, packets) => ({
      kind: 'answered',
      remarks: packets.map(({ label }) => ({ label, stance: 'concede', text: '문제없습니다.' })),
    }),
    vote: async (_, packets) => ({
      kind: 'answered',
      scores: packets.map(({ label }) => ({ label, feasibility: 8, relevance: 8, reason: '잘 맞습니다.' })),
    }),
    revise: async () => ({ kind: 'abstained', reason: '그대로 두겠습니다.' }),
    integrate: async () => ({ kind: 'answered', text: '끝났습니다.' }),
  };
}

const never = (): Promise<never> => new Promise(() => undefined);
const failing = (error: () => Error): Agent => ({
  ...planning('ls'),
  analyse: async () => Promise.reject(error()),
  propose: async () => Promise.reject(error()),
});
const slow: Agent = { ...planning('ls'), analyse: never, propose: never };

/** What people read as sentences; commands, output, names and paths are the same in every language. */
const data = new Set(
  'command head tail path id planHash name names avatar debate mime blob word rule of owner kind manner ending change author proposal voter winner preferred approvers missingPrograms speaker verdict stage'.split(
    ' ',
  ),
);
function sentences(value: unknown, key = ''): string[] {
  if (data.has(key) && typeof value !== 'object') return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    data.has(name) && name !== 'verdict' ? [] : sentences(part, Array.isArray(value) ? key : name),
  );
}

const code = /```[\s\S]*?```|`[^`]*`|“[^”]*”|"[^"]*"/g;
const english = /[A-Za-z][A-Za-z']*(?:,? [A-Za-z][A-Za-z']*){2,}/;

async function posts(house: House, debate: string) {
  const events = await house.ledger.read(debate);
  const shown = presentAll(events, { debate });
  // What front ends add by themselves is in the transcript: endings, sizes, headings.
  const said = [...sentences(shown), ...renderMarkdown(shown, events).split('\n')];
  for (const text of said) expect(text.replace(code, ' ')).not.toMatch(english);
  return said.join('\n');
}

const approved = async (house: House, debate: string) => {
  const state = await house.until(debate, (it) => it.approval !== null);
  await house.intake.approve(debate, state.approval?.planHash ?? '', requester);
  return house.until(debate, ended);
};
const ended = (it: DebateState) => it.end !== null;

describe('in a Korean debate, Korean is spoken', () => {
  test('where personas fail, are slow, or answer in no usable form', async () => {
    const house = await open({
      agents: {
        planner: planning('ls -la'),
        warden: createAgent('warden'),
        broken: failing(() => new TypeError('cannot read properties of undefined')),
        lost: failing(() => fault('config.invalid', 'noEnvironment', { name: 'moon' })),
        slow,
        garbled: { ...planning('ls'), analyse: async () => ({ kind: 'answered', text: 5 as unknown as string }) },
      },
      rules: { thinkMs: 500 },
    });
    const debate = await house.ask('파일 목록을 보여줘');
    await approved(house, debate);
    const said = await posts(house, debate);
    expect(said).toContain('생각하는 중에 문제가 생겼습니다');
    expect(said).toContain('그런 환경이 없습니다');
    expect(said).toContain('초 안에 답하지 못했습니다');
    expect(said).toContain('쓸 수 없는 형식');
  });

  test('where tools are used in every wrong way', async () => {
    const uses: [string, unknown][] = [
      ['file_system', { action: 'fly' }],
      ['file_system', { action: 'read' }],
      ['file_system', { action: 'read', path: 'gone.txt' }],
      ['file_system', { action: 'search', text: 'x' }],
      ['code_executor', { language: 'bash', code: 'sudo reboot' }],
      ['code_executor', { language: 'python', code: 'print(1)' }],
      ['code_executor', { language: 'bash', code: 'false' }],
      ['web_browser', { url: 'https://example.org' }],
      ['image_generator', { prompt: '고양이' }],
      ['no_such_tool', {}],
    ];
    const answers: string[] = [];
    const planner = planning('ls -la', async ({ tools }) => {
      for (const [name, input] of uses) answers.push((await tools.use(name, input)).text);
    });
    const house = await open({ agents: { planner }, tools: { perStage: uses.length - 1, seconds: 5 } });
    const debate = await house.ask('파일 목록을 보여줘');
    await house.until(debate, (it) => it.approval !== null);
    await posts(house, debate);
    expect(answers).toHaveLength(uses.length);
    for (const answer of answers) expect(answer.replace(code, ' ')).not.toMatch(english);
  });

  test.each<[string, Partial<Sandbox>, string]>([
    [
      'what cannot be tried',
      { rehearse: () => Promise.reject(fault('docker.unreachable', 'dockerAway', { reason: 'x' })) },
      '연결할 수 없습니다',
    ],
    [
      'what the sandbox refuses',
      { rehearse: () => Promise.reject(fault('sandbox.failed', 'copyFull')) },
      '문제가 생겼습니다',
    ],
    [
      'files that cannot be laid in',
      { prepare: () => Promise.reject(fault('sandbox.failed', 'workspaceRefused', { reason: 'x' })) },
      '문제가 생겼습니다',
    ],
  ])('of %s', async (_, changed, words) => {
    const house = await open({ sandbox: { ...createImaginedSandbox(), ...changed } });
    const thread = crypto.randomUUID();
    const file = { name: 'a.txt', bytes: 1, blob: '0'.repeat(64) };
    const said = { by: requester, text: '파일 목록을 보여줘', attachments: [file] };
    const { debate } = await house.intake.say({ platform: 'test', channel: 'c', thread }, said);
    await house.until(debate, (it) => it.end !== null || it.approval !== null);
    expect(await posts(house, debate)).toContain(words);
  });

  test.each<[string, Partial<Awaited<ReturnType<Sandbox['run']>>>, string]>([
    ['a step with too many files', { problem: problems.tooMany }, '파일이 너무 많아'],
    ['files without room', { problem: problems.ofFiles(3, 2) as { en: string; ko: string } }, '작업 공간에는 있습니다'],
    [
      'changes nobody knows',
      { problem: problems.unknown(fault('docker.unreachable', 'dockerBreaks')) },
      'Docker 엔진과의 연결이 거듭 끊깁니다',
    ],
    ['a step that is lost', { ending: 'lost', exitCode: 137, problem: problems.lost }, '다시 실행하지 않았습니다'],
    ['a step without memory', { ending: 'out-of-memory', exitCode: 137 }, '메모리 부족'],
    ['a step without time', { ending: 'timeout', exitCode: 137 }, '시간 초과'],
  ])('of %s', async (_, changed, words) => {
    const sandbox = createImaginedSandbox();
    const run: Sandbox['run'] = async (...order) => ({ ...(await sandbox.run(...order)), ...changed });
    const house = await open({ sandbox: { ...sandbox, run } });
    const debate = await house.ask('파일 목록을 보여줘');
    await approved(house, debate);
    expect(await posts(house, debate)).toContain(words);
  });

  test('of what is forbidden, missing, stopped and lapsed', async () => {
    const forbidden = await open({ agents: { planner: planning('sudo rm -rf /') } });
    const first = await forbidden.ask('전부 지워줘');
    await forbidden.until(first, ended);
    expect(await posts(forbidden, first)).toContain('안전하지 않은 명령입니다');

    const missing = await open({ agents: { planner: planning('jq . a.json') } });
    const second = await missing.ask('파일 목록을 보여줘');
    await missing.until(second, (it) => it.end !== null || it.approval !== null);
    expect(await posts(missing, second)).toContain('jq');

    const brief = await open({ rules: { approvalMs: 1 } });
    const third = await brief.ask('파일 목록을 보여줘');
    await brief.until(third, ended);
    expect(await posts(brief, third)).toContain('제때 승인한 사람이 없어');

    const stopped = await open();
    const fourth = await stopped.ask('파일 목록을 보여줘');
    await stopped.until(fourth, (it) => it.approval !== null);
    await stopped.intake.stop(fourth, requester);
    expect(await posts(stopped, fourth)).toContain('중지했습니다');
  });
});
