import type { Consensus } from '../../../../src/debate/event.ts';
import { formatNumber, formatPercent, formatScore } from '../../../../src/i18n/format.ts';
import { Face, hueOf } from '../parts/face.tsx';
import { locale, words } from '../state/preferences.ts';
import { Meter } from './ballot.tsx';

type Names = Readonly<Record<string, string>>;

/** How the vote went: every plan with its score, then who voted how. */
export function ConsensusTable({ consensus, names }: { consensus: Consensus; names: Names }) {
  const t = words.value;
  const called = (id: string) => names[id] ?? id;
  const { table, winner, margin, turnout, abstained, dissent, quorate } = consensus;
  const facts = [
    t('vote.turnout', { share: formatPercent(turnout, locale.value) }),
    margin !== null && t('vote.margin', { points: formatScore(margin, locale.value) }),
    !quorate && t('vote.tooFew'),
    abstained.length > 0 && t('vote.abstained', { names: abstained.map(called).join(', ') }),
    ...dissent.map((it) => t('vote.dissent', { voter: called(it.voter), author: called(it.preferred) })),
  ];
  return (
    <div class="consensus">
      <div class="table-scroll">
        <table class="votes">
          <thead>
            <tr>
              <th scope="col">{t('vote.plan')}</th>
              <th scope="col">{t('vote.score')}</th>
              <th scope="col">{t('vote.feasible')}</th>
              <th scope="col">{t('vote.relevant')}</th>
            </tr>
          </thead>
          <tbody>
            {table.map((row) => (
              <tr
                key={row.proposal}
                class={row.proposal === winner ? 'winner' : row.barred ? 'barred' : ''}
                style={{ '--hue': String(hueOf(row.author)) }}
              >
                <th scope="row">
                  <span class="plan-of">
                    <Face id={row.author} size={24} />
                    <span>{called(row.proposal)}</span>
                    {row.proposal === winner && <span class="badge allow">{t('vote.winner')}</span>}
                    {row.capped && <span class="badge review">{t('vote.capped')}</span>}
                    {row.barred && <span class="badge deny">{t('vote.barred')}</span>}
                  </span>
                </th>
                <td>
                  <span class="score">
                    <span class="score-bar" aria-hidden="true">
                      <i style={{ width: `${(row.score ?? 0) * 10}%` }} />
                    </span>
                    <b>{row.score === null ? t('monitor.none') : formatScore(row.score, locale.value)}</b>
                  </span>
                </td>
                <td class="number">
                  {row.feasibility === null ? t('monitor.none') : formatNumber(row.feasibility, locale.value)}
                </td>
                <td class="number">
                  {row.relevance === null ? t('monitor.none') : formatNumber(row.relevance, locale.value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">{facts.filter(Boolean).join(' · ')}</p>
      <details class="more">
        <summary>{t('vote.ballots')}</summary>
        <ul class="single-votes">
          {table.flatMap((row) =>
            row.ballots.map((ballot) => (
              <li key={`${row.proposal}/${ballot.voter}`}>
                <span>
                  {called(ballot.voter)} → {called(row.proposal)}
                </span>
                <Meter label={t('vote.feasible')} value={ballot.feasibility} />
                <Meter label={t('vote.relevant')} value={ballot.relevance} />
              </li>
            )),
          )}
        </ul>
      </details>
    </div>
  );
}
