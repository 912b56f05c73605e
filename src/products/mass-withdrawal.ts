import { z } from 'zod';
import type { Hold } from '../jobs/outcome.ts';
import { newId } from '../kit/ids.ts';
import type { VariantId } from '../odoo/client.ts';
import { withdrawn } from '../store/product-states.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { CatalogueReader } from './catalogue-reader.ts';

export const massWithdrawal = 'mass-withdrawal';

/** What the walk is called in the ledger. */
export const walkSubject = 'walk-products';

/** So many may vanish from Odoo at once, or a fifth of what is in sale, before a person is asked. */
const fewest = 20;
const share = 5;

const pageSize = 500;
const mostNamed = 5;

/** What a person decided about a walk. */
const walkDecision = z.object({ confirm: z.boolean().optional() });

/** Whether so many of what is in sale are more than a person would take away in silence. */
export function isMass(gone: number, inSale: number): boolean {
  return gone > fewest && gone * share > inSale;
}

/**
 * Looks, before a walk takes out of sale what Odoo does not show any more, whether that is suspiciously much: a record rule,
 * a wrong company or a revoked right hides products in just that way. Answers the question for a person; null where
 * nothing is to be asked, or a person has confirmed it. No call to Odoo unless much was missed, then one for 500 variants.
 */
export async function askAboutMass(
  context: TenantContext,
  reader: CatalogueReader,
  walk: string,
): Promise<Hold | null> {
  const { stores } = context;
  const { inSale, missed } = await stores.products.missed(walk);
  if (!isMass(missed, inSale) || (await isConfirmed(context))) return null;
  const { gone, skus } = await vanished(context, reader, { walk, inSale });
  if (!isMass(gone, inSale)) return null;
  return holdOf({ gone, inSale, skus: skus.join(', ') });
}

/** Raises the alert of a hold, one for as long as it lasts; where there is none it is over, and so is what a person has confirmed. */
export async function tellAboutMass(
  { stores, clock, chance }: TenantContext,
  hold: Hold | null,
): Promise<void> {
  const now = clock.now();
  const since = (await stores.cursors.get(massWithdrawal))?.foundAt ?? null;
  const foundAt = hold === null ? null : (since ?? now);
  if (foundAt !== since) await stores.cursors.save(massWithdrawal, { at: now, place: null, foundAt }, now);
  if (hold === null) {
    await stores.notices.closeExcept(massWithdrawal, [], now);
    if ((await stores.jobs.decisionOn(walkSubject)) !== null)
      await stores.jobs.decide(walkSubject, { decision: {}, by: walkSubject, now });
    return;
  }
  await stores.notices.raiseOnce({
    id: newId<string>('alert', now, chance),
    kind: massWithdrawal,
    subject: `since:${foundAt}`,
    detail: hold.detail,
    now,
  });
}

async function isConfirmed({ stores }: TenantContext): Promise<boolean> {
  const decision = walkDecision.safeParse(await stores.jobs.decisionOn(walkSubject));
  return decision.data?.confirm === true;
}

/** Stops looking as soon as it is enough. */
async function vanished(
  { stores, odoo }: TenantContext,
  reader: CatalogueReader,
  { walk, inSale }: { walk: string; inSale: number },
): Promise<{ gone: number; skus: string[] }> {
  const skus: string[] = [];
  let gone = 0;
  let after = 0;
  for (;;) {
    const ids = await stores.products.unmet(walk, { after, limit: pageSize });
    const last = ids.at(-1);
    if (last === undefined || isMass(gone, inSale)) return { gone, skus };
    after = last;
    const rows = await stores.products.known('variant', ids);
    const inSaleHere = rows.filter(({ published, wantedRest }) => published && wantedRest !== withdrawn);
    const shown = await odoo.catalogue.byIds(ids as VariantId[], reader);
    const there = new Set<number>(shown.map(({ id }) => id));
    const lost = inSaleHere.filter(({ odooId }) => !there.has(odooId));
    gone += lost.length;
    skus.push(...lost.slice(0, mostNamed - skus.length).map(({ sku, name }) => sku ?? name));
  }
}

function holdOf({ gone, inSale, skus }: { gone: number; inSale: number; skus: string }): Hold {
  return {
    reason: massWithdrawal,
    owner: 'merchant',
    title: {
      it: `Odoo non mostra più almeno ${gone} dei ${inSale} prodotti in vendita: non ne è stato ritirato nessuno`,
      en: `Odoo does not show at least ${gone} of the ${inSale} products in sale any more: none was taken out of sale`,
    },
    nextStep: {
      it: `Controlla in Odoo se esistono ancora (per esempio ${skus}) e se il nostro utente li può vedere: azienda, regole e diritti. Se li hai eliminati davvero, conferma: la prossima rilettura li ritira da Poleepo.`,
      en: `See in Odoo whether they still exist (${skus} for example) and whether our user may see them: company, record rules and rights. If you did delete them, confirm: the next walk takes them out of sale at Poleepo.`,
    },
    detail: { gone, inSale, skus },
    proposal: { confirm: true },
  };
}
