import { z } from 'zod';
import { both } from '../../i18n/both.ts';

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** A host as the operator allows it: `example.org`, `*.example.org` for every host below it, `example.org:8443`. */
export const egressSchema = z
  .string()
  .regex(
    /^(?:\*\.)?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}(?::\d{1,5})?$/u,
    both(
      'a host name such as example.org or *.example.org, without https:// and without a path',
      'example.org나 *.example.org 같은 호스트 이름이어야 합니다. https://와 경로는 빼세요',
    ),
  );

/** Whether the list lets this address through; without a port of its own an entry stands for the usual ones. */
export function isAllowed(url: URL, egress: readonly string[]): boolean {
  const host = url.hostname.replace(/\.$/, '');
  const port = url.port || (defaultPorts[url.protocol] ?? '');
  return egress.some((entry) => {
    const [, below = '', name = '', wanted] = /^(\*\.)?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    const listed = ascii(name);
    if (listed === null || !(wanted === undefined ? Object.values(defaultPorts).includes(port) : port === wanted))
      return false;
    return below === '' ? host === listed : host.endsWith(`.${listed}`);
  });
}

/** As addresses spell it: lower case, other scripts in their ASCII form. */
function ascii(name: string): string | null {
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : null;
}
