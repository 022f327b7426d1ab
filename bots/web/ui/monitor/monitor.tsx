import { formatDuration, formatNumber } from '../../../../src/i18n/format.ts';
import { formatWeight } from '../../../../src/i18n/weight.ts';
import type { SeatStatus, ServiceHealth, Status } from '../../../../src/status.ts';
import { Face, hueOf } from '../parts/face.tsx';
import { Icon } from '../parts/icons.tsx';
import { live } from '../state/live.ts';
import { panel } from '../state/panels.ts';
import { local, locale, words } from '../state/preferences.ts';
import { status } from '../state/store.ts';

/** How the council and the machinery under it are doing. */
export function MonitorPanel() {
  const t = words.value;
  const known = status.value;
  return (
    <aside class="monitor" aria-label={t('app.status')}>
      <div class="monitor-head">
        <h2>{t('app.status')}</h2>
        <button
          type="button"
          class="quiet only-medium"
          aria-label={t('app.closePanel')}
          onClick={() => {
            panel.value = null;
          }}
        >
          <Icon name="close" />
        </button>
      </div>
      {known ? (
        <>
          <h3>{t('monitor.council')}</h3>
          <ul class="personas">
            {known.personas.map((it) => (
              <Persona key={it.id} persona={it} />
            ))}
          </ul>
          <h3>{t('monitor.services')}</h3>
          <Service name={t('monitor.redis')} health={known.redis} />
          <Service name={t('monitor.docker')} health={known.docker} />
          <h3>{t('monitor.queues')}</h3>
          <Queues queues={known.queues} />
        </>
      ) : (
        <p class="note">{t('monitor.unknown')}</p>
      )}
    </aside>
  );
}

function Persona({ persona }: { persona: SeatStatus }) {
  const t = words.value;
  const now = [...live.value.values()].map((it) => it.states.get(persona.id)).find((it) => it !== undefined);
  const state = persona.state === 'absent' ? 'absent' : (now ?? persona.state);
  const latency = persona.p50LatencyMs ?? persona.lastLatencyMs;
  const facts = [
    [t('monitor.latency'), latency === null ? t('monitor.none') : formatDuration(latency, locale.value)],
    [t('monitor.calls'), formatNumber(persona.calls, locale.value)],
    [t('monitor.failures'), formatNumber(persona.failures, locale.value)],
    [t('monitor.weight'), formatNumber(persona.weight, locale.value, 2)],
  ];
  return (
    <li class={`persona is-${state}`} style={{ '--hue': String(hueOf(persona.id)) }}>
      <div class="persona-head">
        <Face id={persona.id} size={34} />
        <div>
          <strong>{persona.name}</strong>
          <span class="note">{local(persona.model)}</span>
        </div>
        <span class="persona-state">
          <span class="dot" aria-hidden="true" />
          {t(`state.${state}`)}
        </span>
      </div>
      {state === 'absent' ? (
        <p class="mend">
          {local(persona.why)} {local(persona.fix)}
        </p>
      ) : (
        <>
          <dl class="persona-facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {persona.record && (
            <p class="note">
              {t('monitor.weight')}: {formatWeight(persona, locale.value)}
            </p>
          )}
        </>
      )}
    </li>
  );
}

function Service({ name, health }: { name: string; health: ServiceHealth }) {
  const t = words.value;
  return (
    <div class={health.ok ? 'service well' : 'service ill'}>
      <p>
        <span class="dot" aria-hidden="true" />
        <strong>{name}</strong>
        <span class="service-state">{t(health.ok ? 'monitor.ok' : 'monitor.ill')}</span>
      </p>
      <p class="note">{local(health.detail)}</p>
      {!health.ok && health.fix && (
        <p class="mend">
          <strong>{t('monitor.fix')}:</strong> {local(health.fix)}
        </p>
      )}
    </div>
  );
}

function Queues({ queues }: { queues: Status['queues'] }) {
  const t = words.value;
  return (
    <table class="queues">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{t('monitor.queue')}</span>
          </th>
          <th scope="col">{t('monitor.waiting')}</th>
          <th scope="col">{t('monitor.active')}</th>
          <th scope="col">{t('monitor.delayed')}</th>
          <th scope="col">{t('monitor.failed')}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map((it) => (
          <tr key={it.queue}>
            <th scope="row">{it.queue}</th>
            <td>{it.waiting}</td>
            <td class={it.active > 0 ? 'busy' : ''}>{it.active}</td>
            <td>{it.delayed}</td>
            <td class={it.failed > 0 ? 'bad' : ''}>{it.failed}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
