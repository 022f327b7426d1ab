import { randomUUID } from 'node:crypto';
import type { DebateEvent, Recorded } from '../debate/event.ts';
import type { Ledger } from '../ports/ledger.ts';
import { checkEvent } from './check-event.ts';
import type { RedisConnection } from './redis/connection.ts';

/**
 * Keys, below the prefix:
 * - `log:<debate>` list of `{at, key, event}` as JSON; an entry's place is its `seq`, so there can be no gap
 * - `marks:<debate>` hash: `=<key>` or `~<call>` → `<seq> <call>`, and `@` → time of the last entry
 * - `open`, `debates`, `workspace:<id>` sorted sets of debates, by the order they were opened in
 * - `opened` counts debates: a clock would tie debates of the same millisecond
 *
 * `at` is Redis's time, not the caller's: one clock for all processes, and never before the entry in front.
 * `call` names one call of `append`. When the connection breaks before the answer arrives, the client sends the
 * script again, and the mark tells that the entry it finds is its own.
 */
const appendScript = `
local log, marks, open, debates, opened, workspace = unpack(KEYS)
local field, call, key, event, debate, effect, channel, after = unpack(ARGV)
-- Nothing is read when no sequence is given to read after.
local function answer(seq, fresh)
  if after == '' then return {seq, fresh} end
  return {seq, fresh, redis.call('LRANGE', log, after, seq - 1)}
end
local known = redis.call('HMGET', marks, field, '@')
if known[1] then
  local seq, owner = string.match(known[1], '^(%d+) (.+)$')
  return answer(tonumber(seq), owner == call and 1 or 0)
end
local time = redis.call('TIME')
local at = math.max(time[1] * 1000 + math.floor(time[2] / 1000), tonumber(known[2] or '0'))
local stamp = string.format('%.0f', at)
local seq = redis.call('RPUSH', log, '{"at":' .. stamp .. ',"key":' .. key .. ',"event":' .. event .. '}')
redis.call('HSET', marks, field, seq .. ' ' .. call, '@', stamp)
if effect == 'open' then
  local order = redis.call('INCR', opened)
  redis.call('ZADD', open, 'NX', order, debate)
  redis.call('ZADD', debates, 'NX', order, debate)
  redis.call('ZADD', workspace, 'NX', order, debate)
elseif effect == 'end' then
  redis.call('ZREM', open, debate)
end
redis.call('PUBLISH', channel, seq .. ' ' .. debate)
return answer(seq, 1)
`;

type WithAppend = { parleyAppend(...args: string[]): Promise<[seq: number, fresh: number, since?: string[]]> };

/** The ledger on Redis. An append resolves only after Redis confirmed it, however long it was away. */
export function createRedisLedger(connection: RedisConnection): Ledger {
  const { redis, prefix } = connection;
  const names = {
    log: (debate: string) => `${prefix}:log:${debate}`,
    marks: (debate: string) => `${prefix}:marks:${debate}`,
    workspace: (workspace: string) => `${prefix}:workspace:${workspace}`,
    open: `${prefix}:open`,
    debates: `${prefix}:debates`,
    opened: `${prefix}:opened`,
    channel: `${prefix}:appended`,
  };
  redis.defineCommand('parleyAppend', { numberOfKeys: 6, lua: appendScript });
  const scripts = redis as unknown as WithAppend;
  const caller = randomUUID();
  let calls = 0;

  const lengths = async (debates: readonly string[]) => {
    const pipeline = redis.pipeline();
    for (const debate of debates) pipeline.llen(names.log(debate));
    return ((await pipeline.exec()) ?? []).map(([, length]) => Number(length ?? 0));
  };
  const open = () => redis.zrange(names.open, 0, '-1');
  const recent = async (limit: number) => (limit < 1 ? [] : redis.zrange(names.debates, 0, `${limit - 1}`, 'REV'));

  const append = (debate: string, event: DebateEvent, key: string | undefined, after: string) => {
    const checked = checkEvent(event);
    const call = `${caller}/${++calls}`;
    return scripts.parleyAppend(
      names.log(debate),
      names.marks(debate),
      names.open,
      names.debates,
      names.opened,
      names.workspace(checked.type === 'debate.opened' ? checked.workspace : ''),
      key === undefined ? `~${call}` : `=${key}`,
      call,
      JSON.stringify(key ?? null),
      JSON.stringify(checked),
      debate,
      effectOf(checked),
      names.channel,
      after,
    );
  };

  return {
    async append(debate, event, key) {
      const [seq, fresh] = await append(debate, event, key, '');
      return { seq, fresh: fresh === 1 };
    },
    async appendAndRead(debate, event, key, after) {
      const [seq, fresh, since = []] = await append(debate, event, key, `${after}`);
      return { seq, fresh: fresh === 1, since: since.map((entry, index) => parse(entry, after + index + 1)) };
    },
    async read(debate, after = 0) {
      const entries = await redis.lrange(names.log(debate), after, -1);
      return entries.map((entry, index) => parse(entry, after + index + 1));
    },
    has: async (debate, key) => (await redis.hexists(names.marks(debate), `=${key}`)) === 1,
    open,
    recent,
    inWorkspace: (workspace) => redis.zrange(names.workspace(workspace), 0, '-1'),
    async watch(heard) {
      // While the subscription was away others may have appended: hint at everything that could have moved.
      const catchUp = async () => {
        const debates = [...new Set([...(await open()), ...(await recent(100))])];
        const newest = await lengths(debates);
        for (const [index, debate] of debates.entries()) heard(debate, newest[index] ?? 0);
      };
      return connection.listen(
        names.channel,
        (message) => {
          const space = message.indexOf(' ');
          heard(message.slice(space + 1), Number(message.slice(0, space)));
        },
        () => void catchUp().catch((error: Error) => connection.trouble(`ledger: catching up: ${error.message}`)),
      );
    },
  };
}

const parse = (entry: string, seq: number): Recorded => ({ seq, ...JSON.parse(entry) });

function effectOf(event: DebateEvent): 'open' | 'end' | '' {
  if (event.type === 'debate.opened') return 'open';
  return event.type === 'debate.closed' || event.type === 'debate.stopped' ? 'end' : '';
}
