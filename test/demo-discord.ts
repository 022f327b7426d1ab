import { type Asked, ask, request } from './discord/main-job.ts';
import { transcript } from './discord/transcript.ts';
import { openDiscord, type WholeDiscord } from './discord/whole.ts';
import services from './services.ts';

/**
 * The main job on Discord, told as text: a mention with a file, the debate, a ✅, the result; in English and in Korean.
 * Discord is a stand-in on this machine; discord.js, Redis and Docker are real. `npm run demo:discord` takes a request
 * of one's own.
 */

const print = (text: string) => void process.stdout.write(`${text}\n`);
const own = process.argv.slice(2).join(' ');
const requests = own === '' ? [request, '이 로그의 오류를 시간대별로 세어서 errors.csv로 저장해줘'] : [own];

/** The card with everything on it, a result, or what kept Parley from either. */
function answer({ discord }: WholeDiscord, { asked }: Asked) {
  const find = () =>
    discord
      .messages(asked.id)
      .find((it) => it.reactions?.length === 3 || it.reactions?.some(isRating) || /^⚠️/.test(it.content));
  return discord.until(find, 'an answer', 90_000);
}

const isRating = (it: { emoji: { name: string | null } }) => it.emoji.name === '👎';

const endServices = await services();
const whole = await openDiscord(process.env.PARLEY_TEST_REDIS_URL ?? '');
const { discord } = whole;
try {
  await whole.startBots();
  for (const text of requests) {
    const asked = ask(whole, text);
    print(`#ops\n\nJiwon\n  @Parley ${text}\n  📎 access.log`);
    const end = await answer(whole, asked);
    if (end.components?.length) {
      discord.react(asked.jiwon, end, '✅');
      const rated = () =>
        discord.messages(asked.asked.id).find((it) => it.reactions?.some(isRating) || /^⚠️/.test(it.content));
      await discord.until(rated, 'the result', 90_000);
    }
    print(`${transcript(discord.messages(asked.asked.id))}\n\n${'═'.repeat(78)}\n`);
  }
  for (const offence of discord.offences) print(`✗ ${offence}`);
} finally {
  await whole.close();
  await endServices?.();
}
