import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublic } from './addresses.ts';
import { egressSchema, isAllowed } from './egress.ts';
import { createPageReader } from './index.ts';

const how = { egress: [], signal: new AbortController().signal };

function read(html: string | Uint8Array, mime = 'text/html', charset: string | null = null, seconds = 10) {
  const bytes = typeof html === 'string' ? Buffer.from(html) : html;
  return createPageReader(async (url) => ({ url, mime, charset, bytes }))('https://example.org/a/b', {
    ...how,
    seconds,
  });
}

describe('a page as Markdown', () => {
  it('keeps what is to be read and where links lead, and drops the rest', async () => {
    const paragraphs =
      '<p>The river is <b>514 km</b> long, says <a href="../c">the survey</a>, and it has been measured twice.</p>'.repeat(
        8,
      );
    const { markdown } = await read(
      `<html><head><title>Rivers</title><script>alert(1)</script></head><body><nav><a href="/">Home</a></nav>
      <main><article><h2>Length</h2>${paragraphs}<a href="javascript:alert(1)">click</a><pre><code>ls -l</code></pre>
      <table><tr><th>name</th><th>km</th></tr><tr><td>Han</td><td>514</td></tr></table></article></main></body></html>`,
    );
    expect(markdown).toMatch(/^# Rivers\n/);
    expect(markdown).toContain('## Length');
    expect(markdown).toContain('**514 km** long, says [the survey](https://example.org/c)');
    expect(markdown).toMatch(/\| name \| km +\|\n\| -+ \| -+ \|\n\| Han \| 514 \|/);
    expect(markdown).toContain('ls -l');
    expect(markdown).not.toMatch(/alert|javascript:|<script/);
  });

  it('is whole where no main part stands out, and plain text stays as it is', async () => {
    expect((await read('<p>short</p>')).markdown).toBe('short');
    expect((await read('a < b & c', 'text/plain')).markdown).toBe('a < b & c');
    expect((await read('')).markdown).toBe('');
  });

  it('is read in its own character set', async () => {
    // “한강” in EUC-KR.
    const bytes = Buffer.concat([Buffer.from('<meta charset="euc-kr"><p>'), Buffer.from([0xc7, 0xd1, 0xb0, 0xad])]);
    expect((await read(bytes)).markdown).toBe('한강');
    expect((await read(Buffer.from([0xc7, 0xd1, 0xb0, 0xad]), 'text/plain', 'euc-kr')).markdown).toBe('한강');
  });

  it.each([
    ['deep nesting', '<div>'.repeat(100_000)],
    ['many elements', '<p>x</p>'.repeat(150_000)],
    ['many attributes', `<p ${Array.from({ length: 50_000 }, (_, index) => `a${index}=1`).join(' ')}>x</p>`],
  ])('made to be hard to read (%s) neither hangs nor ends the process', { timeout: 30_000 }, async (_, html) => {
    const outcome = await read(html, 'text/html', null, 1.5).then(
      () => 'read',
      (error) => error.kind,
    );
    expect(['read', 'unreadable', 'slow']).toContain(outcome);
  });
});

it.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ...[
    '0.0.0.0 10.1.2.3 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 100.100.100.200',
    '192.0.0.192 192.0.2.1 198.18.0.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 168.63.129.16',
    ':: ::1 fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1::',
    '2001:0:1::1 2001:db8::1 fec0::1 100::1 fe80::1%eth0 localhost 1.2.3',
  ]
    .join(' ')
    .split(' ')
    .map((it) => [it, false] as const),
] as const)('%s is of the open Internet: %s', (address, open) => {
  expect(isPublic(address)).toBe(open);
});

it.each([
  ['https://example.org/x', ['example.org'], true],
  ['https://EXAMPLE.org./x', ['Example.org'], true],
  ['https://www.example.org/', ['example.org'], false],
  ['https://ko.wikipedia.org/', ['*.wikipedia.org'], true],
  ['https://wikipedia.org/', ['*.wikipedia.org'], false],
  ['https://evilwikipedia.org/', ['*.wikipedia.org'], false],
  ['https://example.org:8443/', ['example.org'], false],
  ['https://example.org:8443/', ['example.org:8443'], true],
  ['https://example.org/', ['example.org:8443'], false],
  ['https://한국.kr/', ['한국.kr'], true],
  ['https://example.org/', [], false],
])('%s over %j: %s', (url, egress, open) => {
  expect(isAllowed(new URL(url), egress)).toBe(open);
});

it('no form of IPv6 that carries an IPv4 address is of the open Internet', () => {
  const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
  fc.assert(
    fc.property(
      fc.ipV4(),
      fc.constantFrom('::ffff:X', '::X', '64:ff9b::X', '::ffff:0:X', '2002:X::1'),
      (address, form) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        expect(isPublic(form.replace('X', `${hex(a, b)}:${hex(c, d)}`))).toBe(false);
      },
    ),
  );
});

it('whatever is let through is the listed host or lies below it', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,4}$/);
  const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((it) => it.join('.'));
  fc.assert(
    fc.property(host, fc.constantFrom('', '*.'), fc.constantFrom('a.b', 'example.org'), (left, star, name) => {
      for (const asked of [left, `${left}.${name}`, `${left}${name}`, `${name}.${left}`, name]) {
        if (!URL.canParse(`https://${asked}/`)) continue;
        const wanted = star === '' ? asked === name : asked.endsWith(`.${name}`);
        expect([asked, isAllowed(new URL(`https://${asked}/`), [star + name])]).toEqual([asked, wanted]);
      }
    }),
  );
});

it('an entry of the list is a host, nothing else', () => {
  for (const good of ['example.org', '*.wikipedia.org', 'a-b.example.org:8443', '한국.kr'])
    expect([good, egressSchema.safeParse(good).success]).toEqual([good, true]);
  for (const bad of [
    'https://example.org',
    'example.org/x',
    '*',
    '*.',
    'a.*.org',
    'localhost',
    '',
    'me@example.org',
    '10.0.0.1/8',
  ])
    expect([bad, egressSchema.safeParse(bad).success]).toEqual([bad, false]);
});
