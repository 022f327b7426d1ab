import { ask, card, request, result } from './discord/main-job.ts';
import { transcript } from './discord/transcript.ts';
import { openDiscord } from './discord/whole.ts';
import services from './services.ts';

/**
 * The main job on Discord, told as text: a mention with a file, the debate, a ✅, the result. Discord is a stand-in
 * on this machine; discord.js, Redis and Docker are real. `npm run demo:discord` takes a request of one's own.
 */

const print = (text: string) => void process.stdout.write(`${text}\n`);
const text = process.argv.slice(2).join(' ') || request;

const endServices = await services();
const whole = await openDiscord(process.env.PARLEY_TEST_REDIS_URL ?? '');
try {
  await whole.startBots();
  const asked = ask(whole, text);
  print(`#ops\n\nJiwon\n  @Parley ${text}\n  📎 access.log`);
  const end = await Promise.race([
    card(whole, asked),
    whole.discord.until(
      () => whole.discord.messages(asked.asked.id).find((it) => /^⚠️/.test(it.content)),
      'an answer',
      90_000,
    ),
  ]);
  if (end.components?.length) {
    whole.discord.react(asked.jiwon, end, '✅');
    await result(whole, asked);
  }
  print(transcript(whole.discord.messages(asked.asked.id)));
  for (const offence of whole.discord.offences) print(`✗ ${offence}`);
} finally {
  await whole.close();
  await endServices?.();
}
