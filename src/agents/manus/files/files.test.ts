import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manusOf, openThread } from '../../../../test/manus/room.ts';
import { type ManusServer, startManusServer } from '../../../../test/manus/server.ts';
import { planOf } from '../../../../test/models/sensible.ts';
import type { WorkspaceFile } from '../../../debate/event.ts';
import { briefOf, thinking } from '../../testing/workshop.ts';
import { plainName } from './bring-back.ts';

/** Whole files on their way to Manus, and what it made on the way back. */

let server: ManusServer;
beforeEach(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
});
afterEach(async () => {
  expect(server.mistakes).toEqual([]);
  await server.close();
});

const propose = (thread: ReturnType<typeof openThread>, files: readonly WorkspaceFile[] = [], request = 'look') =>
  manusOf(server).agent().propose(briefOf(request, files), thread.think());
const attaching = (attachments: readonly { filename: string; url: string }[], more = {}) =>
  server.react(() => ({ kind: 'answer', value: planOf('m'), attachments, ...more }));

describe('files of the workspace', () => {
  const listed = (...paths: string[]) => paths.map((path) => ({ path, bytes: 5 }));

  it('are sent whole, each once', async () => {
    const thread = openThread({ 'data/a.csv': 'all of a', 'run.sh': 'all of run' });
    const files = listed('data/a.csv', 'run.sh', 'gone.txt');
    const agent = manusOf(server).agent();
    await agent.analyse(briefOf('look', files), thread.think());
    await agent.propose(briefOf('look', files), thread.think());
    expect([...server.uploads.values()].map((it) => [it.filename, it.bytes.toString()])).toEqual([
      ['data_a.csv', 'all of a'],
      ['run.sh.txt', 'all of run'],
    ]);
    expect(server.turns[1]?.text).toContain('1. "data/a.csv"\n2. "run.sh"');
  });

  it('stay here when they are too large, too many, or do not get through', async () => {
    const megabytes = (path: string, size: number) => ({ path, bytes: size * 1024 * 1024 });
    const read: string[] = [];
    const files = {
      ...thinking.files,
      read: async (path: string, most: number) => {
        read.push(`${path} ${Math.round(most / 1024 / 1024)}`);
        return Buffer.alloc(19 * 1024 * 1024);
      },
    };
    const large = [megabytes('huge.bin', 21), ...['a', 'b', 'c'].map((path) => megabytes(path, 19))];
    await manusOf(server).agent().propose(briefOf('look', large), openThread().think({ files }));
    expect(read).toEqual(['a 20', 'b 20']);

    const many = listed(...Array.from({ length: 30 }, (_, index) => `${index}.txt`));
    const small = openThread(Object.fromEntries(many.map(({ path }) => [path, path])));
    server.uploads.clear();
    await propose(small, many);
    expect(server.uploads.size).toBe(20);

    server.break(({ endpoint }) => (endpoint === 'file.upload' ? { kind: 'cut' } : undefined));
    expect(await propose(openThread({ 'new.txt': 'new' }), listed('new.txt'))).toMatchObject({ kind: 'answered' });
  });
});

describe('files that Manus made', () => {
  it('are shown under plain names, and of what cannot be had the thread hears why', async () => {
    const thread = openThread();
    const good = server.offer('chart.svg', '<svg/>');
    attaching([
      { ...good, filename: '../../etc/chart.svg' },
      { filename: 'gone.txt', url: `${server.url}/nothing-here` },
      { filename: 'local.txt', url: 'http://127.0.0.1:1/local.txt' },
      { filename: 'inside.txt', url: 'https://169.254.169.254/latest/meta-data' },
      { filename: 'nonsense.txt', url: 'not an address' },
    ]);
    expect(await propose(thread)).toMatchObject({ kind: 'answered' });
    expect(thread.shown).toEqual([{ name: 'chart.svg', text: '<svg/>' }]);
    const refused = 'Its link is not one that may be followed.';
    expect(thread.missed).toEqual([
      { name: 'gone.txt', reason: 'Manus’s server did not hand it over.' },
      { name: 'local.txt', reason: refused },
      { name: 'inside.txt', reason: refused },
      { name: 'nonsense.txt', reason: refused },
    ]);
  });

  it('are no more than ten, and no larger than 25 MB each and 50 MB in all', async () => {
    const thread = openThread();
    attaching(Array.from({ length: 13 }, (_, index) => server.offer(`${index}.txt`, `${index}`)));
    await propose(thread);
    expect(thread.shown).toHaveLength(10);
    expect(thread.missed).toEqual([{ name: '10.txt', reason: 'Only 10 files are shown; 2 more were left at Manus.' }]);

    const large = openThread();
    const offer = (name: string, megabytes: number) => server.offer(name, 'x'.repeat(megabytes * 1024 * 1024));
    attaching([offer('a.bin', 24), offer('b.bin', 26), offer('c.bin', 24), offer('d.bin', 3)]);
    await propose(large, [], '살펴봐 줘');
    expect(large.shown.map((it) => it.name)).toEqual(['a.bin', 'c.bin']);
    expect(large.missed).toEqual([
      { name: 'b.bin', reason: '크기 한도(25MB)를 넘습니다.' },
      { name: 'd.bin', reason: '크기 한도(50MB)를 넘습니다.' },
    ]);
  });

  it('come with a question too, and are found behind hundreds of messages', async () => {
    const thread = openThread();
    const attachments = [server.offer('draft.txt', 'a draft')];
    server.react(() => ({ kind: 'ask', about: 'Like this?', attachments }));
    expect(await propose(thread)).toMatchObject({ kind: 'abstained' });
    expect(thread.shown).toEqual([{ name: 'draft.txt', text: 'a draft' }]);

    const other = openThread();
    attaching([server.offer('first.txt', 'one')], { chatter: 250 });
    expect(await propose(other)).toMatchObject({ kind: 'answered' });
    expect(other.shown).toEqual([{ name: 'first.txt', text: 'one' }]);
  });

  it.each([
    ['C:\\temp\\a.txt', 'a.txt'],
    ['.bashrc', 'bashrc'],
    ['..', 'file'],
    ['', 'file'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\nb\u0000.txt', 'ab.txt'],
    ['what?<now>.txt', 'what__now_.txt'],
    [`${'가'.repeat(200)}.csv`, `${'가'.repeat(116)}.csv`],
  ])('%j is called %j', (given, plain) => expect(plainName(given)).toBe(plain));
});
