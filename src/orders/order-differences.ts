import { minute } from '../kit/clock.ts';
import type { OrderGlance } from '../odoo/client.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { Meaning } from '../poleepo/status.ts';
import type { ComparedLink, ComparedJob } from '../store/comparison-store.ts';
import { amountText } from '../trade/money.ts';

export type DifferenceKind =
  'missing-in-odoo' | 'missing-in-poleepo' | 'state-differs' | 'total-differs' | 'edited-in-odoo';

/** Where both sides say different things of one order. */
export interface Difference {
  kind: DifferenceKind;
  /** One word and, behind a colon, what it is about: `held:unknown-sku`. */
  cause: string;
  /** Whether importing the order again mends it, or only a person can. */
  mend: 'import-again' | 'person';
  /** What each side says. */
  poleepo: string | null;
  odoo: string | null;
}

export interface BothSides {
  order: PoleepoOrder;
  meaning: Meaning;
  link: ComparedLink | null;
  job: ComparedJob | null;
  /** The sale order that the link names, as Odoo has it now. */
  odoo: OrderGlance | null;
  /** Whether it is to be imported by itself, by when it was placed. */
  wanted: boolean;
  now: number;
}

/** What changed within this time may still be on its way. */
const underWay = 15 * minute;

/** The first thing in which both sides differ; null where they agree, or where work on the order is under way. */
export function differenceOf(sides: BothSides): Difference | null {
  const { order, link, job, odoo, now } = sides;
  if (job?.state === 'waiting' || job?.state === 'running') return null;
  if (order.updatedAt !== null && order.updatedAt > now - underWay) return null;
  const found =
    link?.saleOrderId == null
      ? notImported(sides)
      : odoo === null
        ? ({ kind: 'missing-in-odoo', cause: 'deleted-in-odoo', mend: 'import-again' } as const)
        : (stateDiffers(sides, odoo, link) ?? totalDiffers(order, odoo, link));
  if (found === null) return null;
  const told = found.kind === 'total-differs' || found.kind === 'edited-in-odoo' ? 'total' : 'state';
  return { ...found, ...said(sides, told) };
}

type Found = Pick<Difference, 'kind' | 'cause' | 'mend'>;

function notImported({ meaning, link, job, wanted }: BothSides): Found | null {
  if (meaning !== 'payable' && meaning !== 'unknown') return null;
  const missing = (cause: string, mend: Difference['mend']): Found => ({
    kind: 'missing-in-odoo',
    cause,
    mend,
  });
  if (job?.state === 'failed') return missing(`failed:${job.reason ?? 'internal'}`, 'import-again');
  if (job?.state === 'held' || link?.state === 'held')
    return missing(`held:${job?.reason ?? link?.heldReason ?? 'unknown'}`, 'person');
  if (link?.state === 'skipped' || job?.reason === 'set-aside') return null;
  if (!wanted) return null;
  return missing(job === null ? 'never-heard' : `skipped:${job.reason ?? 'unknown'}`, 'import-again');
}

function stateDiffers({ order, meaning }: BothSides, odoo: OrderGlance, link: ComparedLink): Found | null {
  const ended = meaning === 'cancelled' || meaning === 'refunded';
  const differs = (cause: string, mend: Difference['mend']): Found => ({
    kind: 'state-differs',
    cause,
    mend,
  });
  if (ended && odoo.state !== 'cancel') {
    const told = link.status === (order.status.id ?? order.status.name);
    return differs(`${meaning}-in-poleepo`, told ? 'person' : 'import-again');
  }
  if (!ended && odoo.state === 'cancel') return differs('cancelled-in-odoo', 'person');
  const quotation = odoo.state === 'draft' || odoo.state === 'sent';
  if (meaning !== 'payable' || !quotation || link.state === 'quotation') return null;
  if (link.state === 'confirmed') return differs('set-back-to-quotation', 'person');
  return differs(`held:${link.heldReason ?? 'unknown'}`, 'person');
}

function totalDiffers(order: PoleepoOrder, odoo: OrderGlance, link: ComparedLink): Found | null {
  if (order.total === null || odoo.state === 'cancel') return null;
  const [poleepoTotal, odooTotal] = [amountText(order.total), amountText(odoo.total)];
  if (poleepoTotal === odooTotal) return null;
  if (link.odooTotal !== odooTotal)
    return { kind: 'edited-in-odoo', cause: 'edited-in-odoo', mend: 'person' };
  if (link.poleepoTotal !== poleepoTotal)
    return { kind: 'total-differs', cause: 'changed-in-poleepo', mend: 'import-again' };
  // Both totals are those of the import: somebody accepted the difference then, unless it is held for it.
  return link.state === 'confirmed'
    ? null
    : { kind: 'total-differs', cause: `held:${link.heldReason ?? 'total-differs'}`, mend: 'person' };
}

function said({ order, odoo }: BothSides, told: 'total' | 'state'): Pick<Difference, 'poleepo' | 'odoo'> {
  if (told === 'state') return { poleepo: order.status.name ?? order.status.id, odoo: odoo?.state ?? null };
  return {
    poleepo: order.total === null ? null : amountText(order.total),
    odoo: odoo === null ? null : amountText(odoo.total),
  };
}
