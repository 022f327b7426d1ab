import { formatNumber } from '../../../../src/i18n/format.ts';
import type { Block } from '../../../post.ts';
import { locale, words } from '../state/preferences.ts';

type Scores = Extract<Block, { kind: 'ballot' }>['scores'];

/** One voter's scores, in a line per plan; the reasons fold out. */
export function Ballot({ scores }: { scores: Scores }) {
  const t = words.value;
  return (
    <div class="ballot">
      <ul>
        {scores.map((it) => (
          <li key={it.of}>
            <span class="ballot-of">{it.of}</span>
            <Meter label={t('vote.feasible')} value={it.feasibility} />
            <Meter label={t('vote.relevant')} value={it.relevance} />
            {it.reason && <span class="note">{it.reason}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A value of ten as a bar with its number. */
export function Meter({ label, value }: { label: string; value: number | null }) {
  const text = value === null ? words.value('monitor.none') : formatNumber(value, locale.value);
  return (
    <span class="meter" title={`${label} ${text}`}>
      <span class="meter-bar" aria-hidden="true">
        <i style={{ width: `${(value ?? 0) * 10}%` }} />
      </span>
      <span class="unseen">{label} </span>
      <b>{text}</b>
    </span>
  );
}
