import type { types } from '@slack/bolt';
import { formatDeadline, formatList } from '../../../src/i18n/index.ts';
import { cardStep, changeRuns } from '../../chat/blocks.ts';
import type { Tongue } from '../../chat/tongue.ts';
import { type Part, plainLine, readMarkdown } from '../../markdown/index.ts';
import type { Block } from '../../post.ts';
import { slackWords } from '../words.ts';
import { context } from './message.ts';

type Approval = Extract<Block, { kind: 'approval' }>;

/** Names of emoji as Slack's API calls them, in the order in which the bot puts them on. */
export const approvalEmoji = ['white_check_mark', 'x', 'octagonal_sign'] as const;
export const ratingEmoji = ['+1', '-1'] as const;

/** Steps with their evidence, what would change, and who thinks otherwise. */
export function cardParts(block: Approval, tongue: Tongue): Part[] {
  const steps = block.steps.flatMap((step, index) => cardStep(step, index, block.steps.length, tongue));
  const titled = (title: string, parts: readonly Part[]) =>
    parts.length === 0 ? [] : [plainLine(title, ['strong'], true), ...parts];
  return [
    ...steps,
    ...titled(tongue.words('card.changes'), changeRuns(block.changes, tongue)),
    ...titled(
      tongue.words('card.dissent'),
      block.dissent.flatMap((it) => readMarkdown(it)),
    ),
  ].map((part, index) => (index === 0 ? { ...part, gap: true } : part));
}

/** Who may decide until when, and the buttons. `mark` is `<debate>/<seq>`. */
export function cardEnd(
  block: Approval,
  mark: string,
  tongue: Tongue,
  nameOf: (approver: string) => string,
): (types.ContextBlock | types.ActionsBlock)[] {
  const { t, locale } = tongue;
  const names = formatList(block.approvers.map(nameOf), locale);
  const who =
    block.needed > 1
      ? t('approval.mayTogether', { names, needed: String(block.needed) })
      : t('approval.may', { names });
  const until = slackWords(locale)('card.until', { time: formatDeadline(block.expiresAt, locale) });
  return [context(`${who} ${until}`.slice(0, 1_900).toWellFormed()), buttons(block, mark, tongue)];
}

/** What a button does; its value says for which post. */
export type Press = 'approve' | 'deny' | 'stop';

export const actionOf = (press: Press) => `parley_${press}`;

function buttons(block: Approval, mark: string, { locale, words }: Tongue): types.ActionsBlock {
  const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: true });
  const button = (press: Press, sign: string): types.Button => ({
    type: 'button',
    action_id: actionOf(press),
    value: mark,
    text: plain(`${sign} ${words(`button.${press}`)}`),
  });
  const own = slackWords(locale);
  const confirm: types.ConfirmationDialog = {
    title: plain(own('confirm.title')),
    text: plain(own('confirm.text', { count: block.steps.length })),
    confirm: plain(own('confirm.yes')),
    deny: plain(own('confirm.no')),
  };
  // A plan that needs a closer look asks once more; a reaction is the deliberate act that needs no such question.
  const careful = block.steps.some((it) => it.verdict.verdict !== 'allow');
  return {
    type: 'actions',
    block_id: 'parley',
    elements: [
      { ...button('approve', '✅'), style: 'primary', ...(careful ? { confirm } : {}) },
      button('deny', '❌'),
      { ...button('stop', '🛑'), style: 'danger' },
    ],
  };
}
