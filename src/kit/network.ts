type Block = readonly [base: string, bits: number];

/** IPv4 blocks that are no public unicast address (IANA's special-purpose registry, and multicast). */
const closedIpv4: readonly Block[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Whether a dotted IPv4 address, as a URL normalises it, is one of the public network. */
export function isPublicIpv4(dotted: string): boolean {
  const address = ipv4Number(dotted);
  return !closedIpv4.some(([base, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(ipv4Number(base) / size);
  });
}

function ipv4Number(dotted: string): number {
  return dotted.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/**
 * Whether an IPv6 address, as a URL normalises it (without brackets), is one of the public network. Addresses that carry
 * an IPv4 address inside (mapped, NAT64, 6to4, Teredo) are not: whoever has a public IPv4 address can give it as such.
 */
export function isPublicIpv6(text: string): boolean {
  const groups = ipv6Groups(text);
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2002) return false;
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false;
  if (first === 0x3fff && second < 0x1000) return false;
  return groups.length === 8;
}

function ipv6Groups(text: string): number[] {
  const [before = [], after] = text
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const behind = after ?? [];
  const zeros = after === undefined ? [] : Array<string>(8 - before.length - behind.length).fill('0');
  return [...before, ...zeros, ...behind].map((group) => Number.parseInt(group, 16));
}
