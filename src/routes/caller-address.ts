import type { Variables } from '../env.ts';

const loopback = new Set(['127.0.0.1', '::1']);

/**
 * The network address of whoever calls, as the platform's edge names it, for counting attempts; null where it tells
 * callers apart no more: without an edge, or on a local deployment where everybody is the loopback.
 */
export function addressOf(
  request: Request,
  { ALLOW_PRIVATE_ODOO: local }: Pick<Variables, 'ALLOW_PRIVATE_ODOO'>,
): string | null {
  const address = request.headers.get('cf-connecting-ip');
  if (address === null || (local && loopback.has(address))) return null;
  return networkOf(address);
}

/** An IPv6 caller owns a whole /64 at least: counted as one. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [before = [], after = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
