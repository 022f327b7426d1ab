import type { Scope } from './scope.ts';
import { ANY, evaluate, NAME } from './words.ts';

/** Where a path lies, as far as its text tells. */
export type Place = 'inside' | 'whole' | 'device' | 'system' | 'outside' | 'network' | 'unknown';

const ROOTS = ['/workspace', '/home/agent', '/tmp'];
const READABLE =
  /^(\/|\/(usr|bin|lib|usr\/(share|bin|lib|local))(\/.*)?|\/etc\/(os-release|debian_version|hostname|timezone|localtime|mime\.types)|\/proc\/(cpuinfo|meminfo|uptime|loadavg|version|stat|mounts)|\/dev\/(u?random|zero|full))$/;

/**
 * Places a path value. `moved` tells that the script changes folders, so that `..` may still be inside.
 * `whole` is a root of the sandbox itself, or all that is in it.
 */
export function placeOf(value: string, moved: boolean): Place {
  if (/^\/+dev\/+(tcp|udp)(\/|$)/.test(value)) return 'network';
  if (value.startsWith(ANY)) return 'unknown';
  const absolute = value.startsWith('/');
  const stack: string[] = absolute ? [] : ['workspace'];
  for (const step of value.split('/')) {
    if (step === '' || step === '.') continue;
    if (step.includes(ANY))
      return under(`/${stack.join('/')}`) === 'outside' && stack.length > 0 ? 'outside' : 'inside';
    if (step === '..') {
      if (!absolute && moved) return 'unknown';
      stack.pop();
    } else stack.push(step);
  }
  const path = `/${stack.join('/')}`;
  if (!absolute && moved && stack.length === 1) return 'inside';
  if (/^\/dev\/(null|stdin|stdout|stderr|tty|fd(\/.*)?)$/.test(path)) return 'device';
  return under(path);
}

function under(path: string): Place {
  const bare = path.replace(new RegExp(`/${NAME}+$`), '');
  if (ROOTS.includes(bare) || ['', '/', '/home'].includes(bare)) return 'whole';
  if (ROOTS.some((root) => path.startsWith(`${root}/`))) return 'inside';
  return READABLE.test(path) ? 'system' : 'outside';
}

/** True when the script changes folders, so that its relative paths start somewhere else. */
export function moves(scope: Scope): boolean {
  return scope.folders.length > 0;
}

/** True when some folder change stays within the first folder and none can leave it unseen. */
export function entersFolder(scope: Scope): boolean {
  return scope.folders.some((word) => {
    if (!word) return false;
    const values = evaluate(word, scope).values;
    return values.every((value) => value !== '' && !value.includes('..') && value !== '.' && value !== '-');
  });
}
