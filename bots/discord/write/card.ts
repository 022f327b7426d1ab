import { type APIEmbed, type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { cardStep, changeRuns } from '../../chat/blocks.ts';
import type { Tongue } from '../../chat/tongue.ts';
import { cutParts, groupParts, type Part, plainLine } from '../../markdown/index.ts';
import type { Block } from '../../post.ts';
import { discordDialect, inert } from './dialect.ts';
import { limits, shorten } from './message.ts';

/** Emoji of the approval post, in the order in which the bot puts them on. */
export const approvalEmoji = ['✅', '❌', '🛑'] as const;
export const ratingEmoji = ['👍', '👎'] as const;

const amber = 0xf0a020;

type Approval = Extract<Block, { kind: 'approval' }>;

export type Card = {
  /** Steps that do not fit into the card, said before it. */
  readonly before: readonly string[];
  readonly embed: APIEmbed;
};

/** The card that waits for a person: steps, evidence, effects, and who may decide until when. */
export function approvalCard(block: Approval, tongue: Tongue, nameOf: (approver: string) => string): Card {
  const { t, words } = tongue;
  const steps = block.steps.flatMap((step, index) => cardStep(step, index, block.steps.length, tongue));
  const whole = cutParts(steps, discordDialect, limits.description - 600);
  const fits = whole.length <= 1;
  const seconds = Math.floor(block.expiresAt / 1000);
  const names = block.approvers.map(nameOf).join(', ');
  const who =
    block.needed > 1
      ? t('approval.mayTogether', { names, needed: String(block.needed) })
      : t('approval.may', { names });
  const until = words('card.until', { time: `<t:${seconds}:t> (<t:${seconds}:R>)` });
  const description = [fits ? (whole[0] ?? '') : inert(words('card.more')), `${inert(shorten(who, 400))}\n${until}`];
  return {
    before: fits ? [] : cutParts(steps, discordDialect, limits.content - 100),
    embed: {
      color: amber,
      description: description.filter((it) => it !== '').join('\n\n'),
      fields: [
        field(words('card.changes'), changeRuns(block.changes, tongue)),
        field(
          words('card.dissent'),
          block.dissent.map((it) => plainLine(it.replace(/\\(?=[^\w\s])/g, ''))),
        ),
      ].flatMap((it) => it ?? []),
    },
  };
}

function field(name: string, parts: readonly Part[]) {
  if (parts.length === 0) return null;
  const room = limits.fieldValue - 10;
  const [first = '', ...rest] = cutParts(parts, discordDialect, room);
  if (rest.length === 0) return { name, value: first };
  const left = parts.length - (groupParts(parts, discordDialect, room)[0]?.length ?? 0);
  return { name, value: `${first}\n…${left > 0 ? ` +${left}` : ''}` };
}

/** What a button asks for, and of which approval: custom ids come back as they were given. */
export type Press = { readonly what: 'approve' | 'deny' | 'stop'; readonly debate: string; readonly seq: number };

export function buttons(debate: string, seq: number, { words }: Tongue): APIMessageTopLevelComponent[] {
  const button = (what: Press['what'], style: ButtonStyle.Success | ButtonStyle.Secondary | ButtonStyle.Danger) => ({
    type: ComponentType.Button as const,
    style,
    label: words(`button.${what}`),
    custom_id: `parley/${what}/${debate}/${seq}`,
  });
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        button('approve', ButtonStyle.Success),
        button('deny', ButtonStyle.Secondary),
        button('stop', ButtonStyle.Danger),
      ],
    },
  ];
}

export function readPress(customId: string): Press | null {
  const [app, what, debate, seq] = customId.split('/');
  if (app !== 'parley' || !debate || !/^\d+$/.test(seq ?? '')) return null;
  return what === 'approve' || what === 'deny' || what === 'stop' ? { what, debate, seq: Number(seq) } : null;
}
