import stringWidth from 'string-width';
import { formatDeadline, formatList } from '../../src/i18n/index.ts';
import type { Block, Post } from '../post.ts';
import { safe } from './control.ts';
import { prose } from './prose.ts';
import { drawArtifacts, drawChecks, drawRun, drawSteps } from './steps.ts';
import {
  createStyle,
  hang,
  inHue,
  nameplate,
  narrower,
  prefix,
  type Style,
  type TerminalOptions,
  wrap,
} from './style.ts';
import { drawBallot, drawConsensus } from './votes.ts';

/**
 * One post for a terminal, ending in a newline. Asides stand close under what they belong to; everything else
 * begins with a blank line and the speaker's name. `color` false gives plain text for pipes and logs.
 */
export function renderTerminal(post: Post, options: TerminalOptions): string {
  const style = createStyle(options);
  const name = safe(post.speaker.name, { colors: false });
  if (post.manner === 'aside') return `${drawAside(narrower(style, 4), post, name)}\n`;
  const body = post.blocks.map((block) => drawBlock(narrower(style, 2), block)).filter((it) => it !== '');
  const mark = post.manner === 'card' ? `${style.paint.yellow('┃')} ` : '  ';
  const plate = nameplate(style, post.speaker, name) + (post.manner === 'problem' ? style.paint.red(' ✗') : '');
  return `\n${plate}\n${prefix(mark, body.join('\n'))}\n`;
}

function drawAside(style: Style, post: Post, name: string): string {
  const [first, ...rest] = post.blocks;
  const own = post.speaker.id === 'parley' ? '' : `${inHue(style, post.speaker, name)}: `;
  const lead = first ? own + drawBlock(narrower(style, stringWidth(own)), first) : own;
  const below = rest.map((block) => drawBlock(style, block)).filter((it) => it !== '');
  const aligned = [hang(own, lead.slice(own.length)), ...below].join('\n');
  return prefix('  ', hang(style.paint.dim('· '), aligned));
}

function drawBlock(style: Style, block: Block): string {
  switch (block.kind) {
    case 'text':
      return prose(style, block.markdown);
    case 'steps':
      return drawSteps(style, block.steps);
    case 'checks':
      return drawChecks(style, block.steps, block.changes);
    case 'ballot':
      return drawBallot(style, block);
    case 'consensus':
      return drawConsensus(style, block);
    case 'approval':
      return drawApproval(style, block);
    case 'output':
      return drawRun(style, block);
    case 'artifacts':
      return drawArtifacts(style, block.items);
  }
}

function drawApproval(style: Style, block: Extract<Block, { kind: 'approval' }>): string {
  const { t, locale, paint, width } = style;
  const names = formatList(
    block.approvers.map((it) => safe(it, { colors: false })),
    locale,
  );
  const terms = [
    block.needed > 1
      ? t('approval.mayTogether', { names, needed: String(block.needed) })
      : t('approval.may', { names }),
    t('approval.until', { time: formatDeadline(block.expiresAt, locale) }),
  ];
  return [
    '',
    drawChecks(style, block.steps, block.changes),
    ...block.dissent.map((it) => prose(style, it)),
    paint.dim(wrap(terms.join(' '), width)),
  ].join('\n');
}
