import { describe, expect, test } from 'vitest';
import { readContract } from './contract.ts';

const contract = readContract();

function check(method: string, path: string, body?: object, query = ''): string[] {
  const route = contract.route(method, path);
  if (!route) return ['not described'];
  return contract.check(route, new URLSearchParams(query), body);
}

describe('the judge of requests to Discord', () => {
  const webhook = '/webhooks/123456789012345678/token';
  const messages = '/channels/123456789012345678/messages';
  const quiet = { allowed_mentions: { parse: [] } };

  test('lets right requests through', () => {
    expect(
      check(
        'POST',
        webhook,
        { content: 'hello', username: 'Sage', ...quiet },
        'wait=true&thread_id=123456789012345678',
      ),
    ).toEqual([]);
    expect(check('POST', messages, { content: 'hello', nonce: 'a/0', enforce_nonce: true, ...quiet })).toEqual([]);
    expect(check('POST', '/channels/1/typing')).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['a name of 81 characters', check('POST', webhook, { content: 'x', username: 'n'.repeat(81) })],
    ['2,001 characters through a webhook', check('POST', webhook, { content: 'x'.repeat(2_001) })],
    ['2,001 characters by the bot', check('POST', messages, { content: 'x'.repeat(2_001) })],
    ['a nonce of 26 characters', check('POST', messages, { content: 'x', nonce: 'n'.repeat(26) })],
    ['a nonce through a webhook', check('POST', webhook, { content: 'x', nonce: 'n' })],
    ['a property that is unknown', check('POST', messages, { contents: 'x' })],
    ['eleven embeds', check('POST', messages, { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) })],
    ['an embed of 4,097 characters', check('POST', messages, { embeds: [{ description: 'x'.repeat(4_097) }] })],
    [
      'a thread name of 101 characters',
      check('POST', `${messages}/123456789012345678/threads`, { name: 'n'.repeat(101) }),
    ],
    [
      'a button label of 81 characters',
      check('POST', messages, {
        components: [{ type: 1, components: [{ type: 2, style: 1, label: 'l'.repeat(81), custom_id: 'c' }] }],
      }),
    ],
    ['a query parameter that is unknown', check('POST', webhook, { content: 'x' }, 'waits=true')],
    ['a path that is unknown', check('POST', '/channels/1/messages/2/pin', {})],
  ])('objects to %s', (_, problems) => expect(problems.length).toBeGreaterThan(0));
});
