import { useEffect, useState } from 'preact/hooks';
import { formatDuration } from '../../../../src/i18n/format.ts';
import type { Block } from '../../../post.ts';
import { Markdown } from '../parts/markdown.tsx';
import { now } from '../state/clock.ts';
import type { ApprovalState, DebateView } from '../state/debate.ts';
import { locale, words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { click, refusals } from '../state/store.ts';
import { Changes, Evidence } from './evidence.tsx';
import { Steps } from './steps.tsx';

type Approval = Extract<Block, { kind: 'approval' }>;
type Props = { block: Approval; intro: string; view: DebateView; debate: string };

const marks: Record<ApprovalState['state'], string> = {
  open: '',
  approved: '✅',
  denied: '❌',
  withdrawn: '↩️',
  expired: '⌛',
  superseded: '🔁',
  stopped: '🛑',
};

/** The card that waits for a person. Once decided, it folds into what was decided and by whom. */
export function ApprovalCard(props: Props) {
  const { block, view } = props;
  const approval = view.approvals.get(block.planHash) ?? { state: 'open', by: [] };
  if (approval.state === 'open') return <OpenCard {...props} approval={approval} />;
  const t = words.value;
  const names = approval.by.map((it) => it.name).join(', ');
  return (
    <details class={`approval decided ${approval.state}`}>
      <summary>
        <span aria-hidden="true">{marks[approval.state]}</span> {t(`approval.${approval.state}`, { names })}
        <span class="note">{t(approval.state === 'approved' ? 'approval.details' : 'approval.detailsNot')}</span>
      </summary>
      <CardBody block={block} />
    </details>
  );
}

function OpenCard({ block, intro, debate, approval }: Props & { approval: ApprovalState }) {
  const t = words.value;
  const [sent, setSent] = useState(false);
  const refusal = refusals.value.get(debate);
  const connected = link.value === 'open';
  // An answer, a refusal or a new connection: the buttons are live again.
  useEffect(() => setSent(false), [refusal, connected, approval.by.length]);
  const decide = (type: 'approve' | 'deny') => setSent(click({ type, debate, plan_hash: block.planHash }));
  const names = approval.by.map((it) => it.name).join(', ');
  const left = Math.max(0, block.expiresAt - now.value);
  const disabled = sent || !connected || left === 0;
  return (
    <section class="approval open" aria-label={t('approval.title')}>
      <h2>{t('approval.title')}</h2>
      <Markdown text={intro} />
      <CardBody block={block} />
      <p class="who">
        {t('approval.who', { names: block.approvers.join(', ') })}
        {block.needed > 1 && <> · {t('approval.needed', { count: block.needed })}</>}
        {names && <> · {t('approval.given', { names })}</>}
      </p>
      <div class="decide">
        <button type="button" class="approve" disabled={disabled} onClick={() => decide('approve')}>
          <span aria-hidden="true">✅</span> {t('approval.approve')}
        </button>
        <button type="button" class="decline" disabled={disabled} onClick={() => decide('deny')}>
          <span aria-hidden="true">❌</span> {t('approval.deny')}
        </button>
        <button
          type="button"
          class="halt"
          disabled={!connected}
          onClick={() => click({ type: 'stop', debate })}
          title={t('thread.stopLabel')}
        >
          <span aria-hidden="true">🛑</span> {t('approval.stop')}
        </button>
        <span class="lapses">
          {sent ? t('approval.sending') : t('approval.lapses', { time: formatDuration(left, locale.value) })}
        </span>
      </div>
      {refusal && (
        <p class="problem-note" role="alert">
          {refusal}
        </p>
      )}
    </section>
  );
}

function CardBody({ block }: { block: Approval }) {
  const t = words.value;
  return (
    <div class="card-body">
      <Steps
        steps={block.steps}
        extra={(step) => <Evidence step={step} open />}
        unfolded={({ verdict }) => verdict.verdict !== 'allow'}
      />
      <Changes changes={block.changes} />
      {block.dissent.length > 0 && (
        <div class="dissent">
          <p class="small-head">{t('approval.dissent')}</p>
          {block.dissent.map((text) => (
            <Markdown key={text} text={text} />
          ))}
        </div>
      )}
      <p class="note hash" title={block.planHash}>
        {t('approval.fingerprint')}: <code>{block.planHash.slice(0, 12)}</code>
      </p>
    </div>
  );
}
