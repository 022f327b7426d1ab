import { formatNumber } from '../../../../src/i18n/format.ts';
import type { Block } from '../../../post.ts';
import { locale, words } from '../state/preferences.ts';

type Scores = Extract<Block, { kind: 'ballot' }>['scores'];

/** One voter's scores, in a line per plan; the reasons fold out. */
export function Ballot({ scores }: { scores: Scores }) {
  const t = words.value;
  return (
    <table class="ballot">
      <thead>
        <tr>
          <th scope="col">{t('vote.plan')}</th>
          <th scope="col">{t('vote.feasible')}</th>
          <th scope="col">{t('vote.relevant')}</th>
          <th scope="col">{t('vote.reasons')}</th>
        </tr>
      </thead>
      <tbody>
        {scores.map((it) => (
          <tr key={it.of}>
            <th scope="row">{it.of}</th>
            <td>
              <Meter label={t('vote.feasible')} value={it.feasibility} />
            </td>
            <td>
              <Meter label={t('vote.relevant')} value={it.relevance} />
            </td>
            <td class="reason">{it.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
