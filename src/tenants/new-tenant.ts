import { newId } from '../kit/ids.ts';
import type { Locale } from '../kit/text.ts';
import type { TenantId, TenantKey } from '../trade/ids.ts';
import type { Desk } from './desk.ts';
import { randomLetters } from './random-letters.ts';

/** The shard that new companies are put into. */
const shard = 'main';

/** The row of a new company, not yet kept. Its slug is free, as far as a look can tell. */
export async function newTenant(
  { clock, chance, directory }: Pick<Desk, 'clock' | 'chance' | 'directory'>,
  { company, locale }: { company: string; locale: Locale },
) {
  const now = clock.now();
  const plain = slugOf(company);
  const taken = (await directory.tenants.bySlug(plain)) !== null;
  return {
    id: newId<TenantId>('ten', now, chance),
    slug: taken ? `${plain}-${randomLetters(chance, 5)}` : plain,
    key: randomLetters(chance, 6) as TenantKey,
    company,
    locale,
    shard,
    createdAt: now,
  };
}

/** `Bottega Perché S.r.l.` becomes `bottega-perche-s-r-l`. */
export function slugOf(company: string): string {
  const plain = company
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'company' : plain;
}
