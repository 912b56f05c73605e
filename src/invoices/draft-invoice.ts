import { SyncError } from '../kit/errors.ts';
import type { OrderInvoices } from '../odoo/invoice.ts';
import type { OrderedGoods } from '../odoo/ordered-lines.ts';
import type { InvoiceRow } from '../store/invoice-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { amountText } from '../trade/money.ts';
import { chooseStep } from './choose-step.ts';
import type { InvoiceSettings } from './invoice-settings.ts';
import { refuse, step } from './invoice-step.ts';
import { leftToPeople, notDelivered, nothingToInvoice, orderGone, saidByOdoo } from './invoice-refusals.ts';
import { isInvoiceable } from './is-invoiceable.ts';

export interface Drafting {
  row: InvoiceRow;
  /** All invoices of the order that we know. */
  rows: readonly InvoiceRow[];
  settings: InvoiceSettings;
}

/** Takes a wanted invoice to being one in Odoo, made by Odoo's own wizard or found there. Throws SyncError of Odoo's. */
export async function draftInvoice(context: TenantContext, drafting: Drafting): Promise<InvoiceRow> {
  const { rows, settings } = drafting;
  const { odoo, clock } = context;
  const row = await hasLeft(context, drafting.row);
  const { saleOrderId } = row;
  // What comes while we look is not seen any more: only a look that began after the limit counts.
  const now = clock.now();
  const [goods, standing] = await Promise.all([
    odoo.deliveries.lines([saleOrderId]),
    odoo.invoices.ofOrder(saleOrderId),
  ]);
  const known = new Set(rows.flatMap(({ moveId }) => moveId ?? []));
  if (standing === null) return refuse(context, row, orderGone());
  const { partialDeliveries } = settings;
  const next = chooseStep({ row, standing, known, partialDeliveries, now });
  if (next.kind === 'take') {
    const { id, total } = next.invoice;
    return step(context, row, { set: { ...drafted(id, amountText(total)), origin: next.origin } });
  }
  if (!isGone(goods.get(saleOrderId), settings)) return refuse(context, row, notDelivered());
  if (next.kind === 'nothing') return refuse(context, row, nothingToInvoice());
  if (next.kind === 'left-to-people') return refuse(context, row, leftToPeople());
  if (next.kind === 'wait') throw notKnownYet();
  return create(context, row, standing);
}

/** A request that was cut off may have waited before it left: Odoo's limit runs from here. */
async function hasLeft(context: TenantContext, row: InvoiceRow): Promise<InvoiceRow> {
  const create = row.asked?.create;
  if (create === undefined || create.left === true) return row;
  const asked = { ...row.asked, create: { ...create, at: context.clock.now(), left: true } };
  return step(context, row, { set: { asked } });
}

const isGone = (goods: OrderedGoods | undefined, { partialDeliveries }: InvoiceSettings) =>
  goods !== undefined && isInvoiceable(goods, { partialDeliveries });

async function create(context: TenantContext, row: InvoiceRow, standing: OrderInvoices): Promise<InvoiceRow> {
  const before = standing.invoices.map(({ id }) => id);
  await step(context, row, { set: { asked: { create: { at: context.clock.now(), before } } } });
  const made = await context.odoo.invoices.create(row.saleOrderId, standing);
  if (made.kind === 'nothing') return refuse(context, row, nothingToInvoice());
  if (made.kind === 'refused') return refuse(context, row, saidByOdoo(made));
  return step(context, row, { set: drafted(made.id, amountText(made.total)) });
}

function drafted(moveId: number, total: string) {
  return { state: 'drafted', moveId, total, asked: null, error: null } as const;
}

/** A request whose answer was lost may still be under way: only when Odoo must have given it up is it made again. */
function notKnownYet(): SyncError {
  return new SyncError('whether odoo makes the invoice is not known yet', {
    // Not of the side: whatever else there is to do in Odoo goes on.
    code: 'struggling',
    side: 'odoo',
    advice: 'retry',
    vendorCode: 'INVOICE_UNKNOWN',
    hint: {
      it: 'Odoo non ha risposto alla richiesta della fattura. La cerchiamo lì: solo se non c’è viene chiesta di nuovo, così non se ne fanno due. Non serve fare nulla.',
      en: 'Odoo did not answer when it was asked for the invoice. It is looked for there, and asked for again only if it is not: so that there are never two. Nothing needs to be done.',
    },
  });
}
