import { fault } from '../i18n/faults/index.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { createGabriel } from './gabriel.ts';
import { withGabriel } from './with-gabriel.ts';

type Seats = readonly { readonly seat: { readonly id: string; readonly agent: string } }[];

/**
 * The sandbox as the configuration wants it: with `gabriel.url`, steps of AIIN's personas run at that Gabriel.
 * Throws `config.invalid` when its token is missing.
 */
export function connectGabriel(
  sandbox: Sandbox,
  settings: { readonly url: string } | undefined,
  env: NodeJS.ProcessEnv,
  seats: Seats,
): Sandbox {
  if (settings === undefined) return sandbox;
  const token = env.GABRIEL_TOKEN;
  if (!token) throw fault('config.invalid', 'gabrielToken');
  const personas = new Set(seats.filter(({ seat }) => seat.agent === 'aiin').map(({ seat }) => seat.id));
  return withGabriel(sandbox, createGabriel({ url: settings.url, token }), personas);
}
