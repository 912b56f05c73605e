import type { Outcome } from '../jobs/outcome.ts';
import { hour, second } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { Checkable } from '../store/product-check-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { failsAlone } from './fails-alone.ts';
import { followUp } from './follow-up.ts';
import { type KeptError, productGone, silentlyIgnored } from './item-errors.ts';
import { differing, snapshotOf } from './snapshot.ts';

const pageSize = 100;

/** No call is begun after this, so that others get their turn. */
const longest = 30 * second;

/** When products are asked about again of which Poleepo failed to tell. */
const failedAgainAfter = hour;

/**
 * Asks Poleepo whether it took what it accepted. What it ignored without a word is sent once more; what it ignores again
 * is an error. Fewer pieces than were accepted were sold meanwhile: sending the number again would put them back on sale.
 */
export async function readBack(context: TenantContext): Promise<Outcome> {
  const { stores, clock, poleepo } = context;
  const until = clock.now() + longest;
  const products = await stores.productChecks.toReadBack(pageSize);
  const well: Checkable[] = [];
  const ignored: Checkable[] = [];
  const failed: (Checkable & { error: KeptError })[] = [];
  let read = 0;
  let later = 0;
  try {
    for (const product of products) {
      if (clock.now() >= until) break;
      const there = await poleepo.products.get(product.poleepoRef).catch(alone);
      read += 1;
      if (there instanceof SyncError) {
        // What cannot be understood is not to be found wrong either; what failed by itself is asked about later.
        if (there.advice === 'give-up') well.push(product);
        else later += 1;
        continue;
      }
      if (there === null && product.active === false) {
        well.push(product);
        continue;
      }
      if (there === null) {
        failed.push({ ...product, error: productGone });
        continue;
      }
      const shown = snapshotOf(there);
      const members = differing(shown, product);
      const sold = Number(shown.quantity) < (product.quantity ?? 0);
      const wrong = sold ? members.filter((member) => member !== 'quantity') : members;
      if (wrong.length === 0) well.push(product);
      else if (product.again) failed.push({ ...product, error: silentlyIgnored(wrong) });
      else ignored.push(product);
    }
  } finally {
    await keep(context, { well, ignored, failed });
  }
  if (later > 0) await followUp(context, 'read-back', clock.now() + failedAgainAfter);
  else if (read < products.length || products.length === pageSize) await followUp(context, 'read-back');
  const detail = { read, ignored: ignored.length, failed: failed.length };
  return { kind: ignored.length + failed.length > 0 ? 'updated' : 'unchanged', detail };
}

function alone(thrown: unknown): SyncError {
  if (failsAlone(thrown)) return thrown;
  throw thrown;
}

interface Findings {
  well: readonly Checkable[];
  ignored: readonly Checkable[];
  failed: readonly (Checkable & { error: KeptError })[];
}

async function keep(context: TenantContext, { well, ignored, failed }: Findings): Promise<void> {
  const { productChecks } = context.stores;
  const now = context.clock.now();
  if (well.length > 0) await productChecks.wellRead(well);
  if (ignored.length > 0) {
    await productChecks.sendAgain(ignored, now);
    await followUp(context, 'send-batches');
  }
  if (failed.length > 0) {
    await followUp(context, 'tell-odoo', now + second);
    await productChecks.fail(failed, now);
  }
}
