import { describe, expect, it } from 'vitest';
import { ParleyError } from '../../src/errors.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { PageProblem } from '../../src/tools/pages/problem.ts';
import type { ToolSettings } from '../deps.ts';
import { workbench } from './workbench.ts';

const files: Record<string, string> = {
  'a.txt': 'one\nTwo\nthree\n',
  'logs/b.txt': 'two again\n',
  'long.txt': Array.from({ length: 500 }, (_, index) => `line ${index + 1}`).join('\n'),
  'picture.bin': 'x\u0000y',
};
const workspace: Partial<Sandbox> = {
  list: async () => Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
  read: async (_, __, path) => (Object.hasOwn(files, path) ? Buffer.from(files[path] ?? '') : null),
};

describe('every use', () => {
  it('is an event of its stage, with what it was used on, how the answer begins and how long it took', async () => {
    const { toolbox, told } = await workbench({ sandbox: workspace });
    expect(await toolbox.use('file_system', { action: 'read', path: 'a.txt' })).toEqual({
      ok: true,
      text: 'one\nTwo\nthree\n',
    });
    expect(await told()).toEqual([
      {
        type: 'tool.used',
        turn: 1,
        persona: 'aiin',
        stage: 'critique',
        round: 1,
        tool: 'file_system',
        action: 'read',
        input: 'a.txt',
        result: 'one\nTwo\nthree\n',
        ok: true,
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('counts, and beyond the limit nothing happens, also when they come at once', async () => {
    const { toolbox, told } = await workbench({ sandbox: workspace, tools: { perStage: 2 } });
    const list = () => toolbox.use('file_system', { action: 'list' });
    const results = await Promise.all([list(), list(), list(), list()]);
    expect(results.map((it) => it.ok)).toEqual([true, true, false, false]);
    expect(results[3]?.text).toBe('All 2 uses of tools in this stage are spent. Answer with what you know.');
    expect(await told()).toHaveLength(2);
  });

  it('of what is not there, or with an input that does not fit, is answered and not told', async () => {
    const { toolbox, told } = await workbench({ locale: 'ko' });
    expect(await toolbox.use('rm', {})).toMatchObject({ ok: false, text: expect.stringContaining('file_system') });
    expect(await toolbox.use('__proto__', {})).toMatchObject({ ok: false });
    expect(await toolbox.use('file_system', { action: 'write', path: 'a' })).toMatchObject({ ok: false });
    expect(await toolbox.use('code_executor', 'ls')).toMatchObject({ ok: false });
    expect(await told()).toEqual([]);
  });

  it('after a stop throws the reason and leaves no trace', async () => {
    const stop = new AbortController();
    const { toolbox, told } = await workbench({
      signal: stop.signal,
      sandbox: {
        list: async () => {
          stop.abort(new Error('stopped'));
          return [];
        },
      },
    });
    await expect(toolbox.use('file_system', { action: 'list' })).rejects.toThrow('stopped');
    await expect(toolbox.use('file_system', { action: 'list' })).rejects.toThrow('stopped');
    expect(await told()).toEqual([]);
  });

  it('that breaks says so and hides the details', async () => {
    const { toolbox, told } = await workbench({
      sandbox: { list: () => Promise.reject(new Error('connect /var/run/secret.sock')) },
    });
    expect(await toolbox.use('file_system', { action: 'list' })).toEqual({
      ok: false,
      text: 'The tool failed: the sandbox failed',
    });
    expect(await told()).toMatchObject([{ ok: false, result: 'The tool failed: the sandbox failed' }]);
  });

  it('is not possible where the operator switched tools off', async () => {
    const { toolbox } = await workbench({ tools: { perStage: 0 } });
    expect(toolbox.names).toEqual([]);
    expect(await toolbox.use('file_system', { action: 'list' })).toMatchObject({ ok: false });
  });
});

describe('file_system', () => {
  it.each([
    [{ action: 'list' }, 'a.txt (14 bytes)\nlogs/b.txt (10 bytes)\nlong.txt (4.4 kB)\npicture.bin (3 bytes)'],
    [{ action: 'list', path: '/workspace/logs/' }, 'logs/b.txt (10 bytes)'],
    [{ action: 'list', path: 'nowhere' }, 'There are no files there.'],
    [{ action: 'read', path: './a.txt', from: null }, 'one\nTwo\nthree\n'],
    [{ action: 'read', path: 'long.txt', from: 499 }, 'line 499\nline 500'],
    [{ action: 'search', text: 'TWO' }, 'a.txt:2: Two\nlogs/b.txt:1: two again'],
    [{ action: 'search', text: 'two', path: 'logs' }, 'logs/b.txt:1: two again'],
    [{ action: 'search', text: '.*' }, 'No line contains that.'],
  ])('%j', async (input, text) => {
    const { toolbox } = await workbench({ sandbox: workspace });
    expect(await toolbox.use('file_system', input)).toEqual({ ok: true, text });
  });

  it.each([
    { action: 'read' },
    { action: 'read', path: 'picture.bin' },
    { action: 'search' },
    { action: 'read', path: 'no' },
  ])('%j says why not', async (input) => {
    const { toolbox } = await workbench({ sandbox: workspace });
    expect(await toolbox.use('file_system', input)).toMatchObject({ ok: false, text: expect.stringMatching(/\w/) });
  });

  it('gives a long file in parts and says where it goes on', async () => {
    const { toolbox } = await workbench({ sandbox: workspace });
    const { text } = await toolbox.use('file_system', { action: 'read', path: 'long.txt' });
    expect(text).toMatch(/line 200\n… long\.txt goes on: read it from line 201\.$/);
  });
});

describe('code_executor', () => {
  it('runs on a copy, within a tool’s limits, under a name of the debate', async () => {
    const { toolbox, orders } = await workbench();
    const code = 'print(1)\nCODE\n';
    expect(await toolbox.use('code_executor', { language: 'python', code })).toEqual({ ok: true, text: 'done' });
    expect(orders).toMatchObject([
      {
        key: 'd/critique/1/1/aiin/tool/1',
        workspace: 'w-1',
        steps: [
          {
            persona: 'aiin',
            command: "python3 - <<'CODE_'\nprint(1)\nCODE\nCODE_\n",
            environment: { seconds: 20, outputKb: 32, network: 'none' },
          },
        ],
      },
    ]);
  });

  it('never runs what the policy denies, and says why', async () => {
    const { toolbox, orders, told } = await workbench();
    const denied = await toolbox.use('code_executor', { language: 'bash', code: 'sudo rm -rf /' });
    expect(denied).toMatchObject({ ok: false, text: expect.stringMatching(/^The policy does not allow this: ./) });
    expect(orders).toEqual([]);
    expect(await told()).toMatchObject([{ action: 'bash', input: 'sudo rm -rf /', ok: false }]);
  });

  it('says that a language is not there', async () => {
    const { toolbox, orders } = await workbench();
    expect(await toolbox.use('code_executor', { language: 'node', code: '1' })).toEqual({
      ok: false,
      text: 'node does not exist in this environment.',
    });
    expect(orders).toEqual([]);
  });
});

describe('web_browser', () => {
  const readPage: ToolSettings['readPage'] = async (url, { egress }) => ({ url, markdown: `# ${egress.join(' ')}` });

  it('reads over the list of the persona’s environment', async () => {
    const { toolbox, told } = await workbench({ egress: ['example.org'], tools: { readPage } });
    expect(toolbox.names).toContain('web_browser');
    const url = 'https://example.org/';
    expect(await toolbox.use('web_browser', { url })).toEqual({ ok: true, text: '# example.org' });
    expect(await told()).toMatchObject([{ tool: 'web_browser', action: 'read', input: url, ok: true }]);
  });

  it('is not offered without a list, and whoever asks is told why', async () => {
    const { toolbox } = await workbench({ tools: { readPage } });
    expect(toolbox.names).not.toContain('web_browser');
    expect(await toolbox.use('web_browser', { url: 'https://example.org/' })).toEqual({
      ok: false,
      text: 'No web page can be read from here: environment default lists no hosts under egress.',
    });
  });

  it('says why a page was refused', async () => {
    const refusing: ToolSettings['readPage'] = () => Promise.reject(new PageProblem('private', 'in.example.org'));
    const { toolbox } = await workbench({ egress: ['*.example.org'], tools: { readPage: refusing } });
    expect(await toolbox.use('web_browser', { url: 'https://in.example.org/' })).toEqual({
      ok: false,
      text: 'in.example.org leads to an address that is not of the open Internet, so it is not asked.',
    });
  });

  const url = 'https://example.org/';
  const input = { url, action: 'screenshot' };

  it('keeps a screenshot and tells the mind what is on it, and what is not', async () => {
    const orders: unknown[] = [];
    const takeScreenshot: ToolSettings['takeScreenshot'] = async (address, { signal: _, ...how }) => {
      orders.push({ address, ...how });
      const missing = Array.from({ length: 9 }, (_, index) => `cdn${index}.test`);
      const png = Uint8Array.from([1, 2, 3]);
      return { shown: true, url: `${address}en`, title: 'Rivers', width: 1280, height: 800, png, missing };
    };
    const { toolbox, told } = await workbench({ egress: ['example.org'], tools: { readPage, takeScreenshot } });
    const { ok, text } = await toolbox.use('web_browser', input);
    expect(text).toMatch(
      /^The picture \(1280×800\) of https:\/\/example\.org\/en is in the thread as screenshot-[0-9a-f]{8}\.png\.\nTitle of the page: Rivers\nWhat lies on these hosts is missing from it: cdn0\.test, [^\n]*cdn4\.test\.$/,
    );
    expect(ok).toBe(true);
    expect(orders).toMatchObject([
      {
        address: url,
        key: 'd/critique/1/1/aiin/tool/1',
        egress: ['example.org'],
        seconds: 20,
        environment: { name: 'default' },
      },
    ]);
    expect(await told()).toMatchObject([
      { action: 'screenshot', input: url, ok: true, artifact: { bytes: 3, mime: 'image/png', change: 'added' } },
    ]);
  });

  it('says what takes screenshots when it is not there, and still reads', async () => {
    const gone = () => Promise.reject(new ParleyError('image.missing', 'it is not there', { fix: 'Run npm start.' }));
    for (const takeScreenshot of [undefined, gone]) {
      const { toolbox, told } = await workbench({ egress: ['example.org'], tools: { readPage, takeScreenshot } });
      expect(await toolbox.use('web_browser', input)).toMatchObject({
        ok: false,
        text: expect.stringMatching(/parley-browser:1 is not there\. npm start makes it/),
      });
      expect(await toolbox.use('web_browser', { url, action: null })).toMatchObject({ ok: true });
      expect(await told()).toMatchObject([{ ok: false }, { action: 'read', ok: true }]);
    }
  });
});
