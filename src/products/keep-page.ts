import type { TenantContext } from '../tenants/context.ts';
import type { PageReading } from './read-page.ts';

export interface Keeping {
  /** When the read began, in ms. */
  readAt: number;
  /** The walk over the whole catalogue that met them; null for none. */
  walk: string | null;
}

/** Writes down what a page says. Others are marked first: cut short after that, they are read once too often. */
export async function keepPage(
  { stores, clock }: Pick<TenantContext, 'stores' | 'clock'>,
  { read, met, others }: PageReading,
  { readAt, walk }: Keeping,
): Promise<void> {
  if (others.length > 0) await stores.products.mark({ variants: others }, clock.now());
  if (read.length > 0) await stores.productReading.save(read, { readAt, now: clock.now(), walk });
  const worthNoting = walk === null ? met.filter(({ dirtyAt }) => dirtyAt !== null) : met;
  await stores.productReading.met(worthNoting, { readAt, walk });
}
