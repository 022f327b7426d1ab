import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public addresses that answer only inside a data centre: Azure's host services. */
const inside = new Set(['168.63.129.16']);
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is one of the open Internet. Not so: private, loopback, link-local (every cloud's metadata
 * service among them), shared (CGNAT), multicast, reserved, and all IPv6 forms that carry an IPv4 address inside.
 */
export function isPublic(address: string): boolean {
  if (!isIP(address) || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || inside.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast as [ipaddr.IPv6, number]);
}
