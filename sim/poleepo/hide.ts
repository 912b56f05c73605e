import type { Hidden } from './account.ts';

/** Members that a key bound to hide something does not show, on any depth. Assumed: they are absent, not empty. */
const buyersMembers = ['customer', 'billing_address', 'delivery_address'];
const priceMembers = ['total_price', 'shipping_price', 'cod_price', 'price', 'price_with_tax', 'discount'];

function without(value: unknown, members: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((element) => without(element, members));
  if (typeof value !== 'object' || value === null) return value;
  const shown = Object.entries(value).filter(([name]) => !members.has(name));
  return Object.fromEntries(shown.map(([name, member]) => [name, without(member, members)]));
}

/** What a key shows of a record. */
export function shown(record: object, hides: Hidden): object {
  const members = new Set([...(hides.customers ? buyersMembers : []), ...(hides.prices ? priceMembers : [])]);
  if (members.size === 0) return record;
  return { ...(without(record, members) as object) };
}
