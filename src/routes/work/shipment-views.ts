import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import { bilingual, type Locale } from '../../kit/text.ts';
import { isErrorCode, wordsOf } from '../../tenants/error-words.ts';
import { shipmentStateWords } from '../../shipments/state-words.ts';
import { type ShipmentEvent, type ShipmentRow, shipmentStates } from '../../store/shipment-store.ts';

const time = z.iso.datetime().nullable();
const text = z.string().nullable();

/** What keeps a shipment from going on. */
const errorView = z.object({
  code: z.string(),
  /** What it means and what to do about it; null where nobody can tell. */
  message: text,
});

export const shipmentView = z.object({
  id: z.string(),
  /** `poleepo`: made in Poleepo’s own pages; `external`: sent without Poleepo. */
  origin: z.enum(['ponte', 'poleepo', 'external']),
  state: z.enum(shipmentStates),
  /** The state in words. */
  label: z.string(),
  /** Poleepo’s status, its word. */
  status: text,
  poleepoOrderId: z.int(),
  saleOrderId: z.int().nullable(),
  saleOrder: text,
  pickingId: z.int().nullable(),
  picking: text,
  poleepoId: z.int().nullable(),
  trackingCode: text,
  courier: text,
  service: text,
  /** As it was quoted. */
  price: text,
  currency: text,
  pickupAddressId: z.int().nullable(),
  courierId: text,
  serviceId: text,
  /** kg and cm, as decimal texts. */
  parcels: z.array(
    z.object({
      packageName: text,
      weight: text,
      width: text,
      height: text,
      depth: text,
    }),
  ),
  /** What the courier collects; null: nothing, or not known yet. */
  cashOnDelivery: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  /** In which format the label is kept; null as long as none is. */
  labelFormat: text,
  /** Its label is in the order’s chatter. */
  attached: z.boolean(),
  error: errorView.nullable(),
  requestedBy: text,
  jobId: text,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  handedOverAt: time,
  deliveredAt: time,
});

export const shipmentDetailView = shipmentView.extend({
  /** What happened to it, oldest first. */
  events: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});

const keptError = z.object({
  code: z.string(),
  kind: z.string().optional(),
  side: z.string().nullish(),
  hint: bilingual.nullish().catch(null),
});
const keptCash = z.object({ amount: z.string(), currency: z.string() });
const keptText = z.string().nullable().catch(null).default(null);
const keptParcel = z.object({
  packageName: keptText,
  weight: keptText,
  width: keptText,
  height: keptText,
  depth: keptText,
});

/** A shipment as people see it, for an answer of `shipmentView`: only that view's members leave the house. */
export function viewShipment(row: ShipmentRow, locale: Locale): z.output<typeof shipmentView> {
  const iso = (ms: number | null) => (ms === null ? null : toIso(ms));
  return {
    ...row,
    label: shipmentStateWords[row.state][locale],
    saleOrder: row.saleOrderName,
    picking: row.pickingName,
    parcels: row.parcels.map((parcel) => keptParcel.parse(parcel)),
    cashOnDelivery: keptCash.safeParse(row.cashOnDelivery).data ?? null,
    attached: row.attachmentId !== null,
    error: viewShipmentError(row.error, locale),
    createdAt: toIso(row.createdAt),
    updatedAt: toIso(row.updatedAt),
    handedOverAt: iso(row.handedOverAt),
    deliveredAt: iso(row.deliveredAt),
  };
}

/** A shipment with what happened to it. */
export function viewShipmentInFull(
  row: ShipmentRow,
  { events, locale }: { events: readonly ShipmentEvent[]; locale: Locale },
): z.output<typeof shipmentDetailView> {
  return {
    ...viewShipment(row, locale),
    events: events.map(({ at, kind, detail }) => ({ at: toIso(at), kind, detail })),
  };
}

function viewShipmentError(
  error: Readonly<Record<string, unknown>> | null,
  locale: Locale,
): z.output<typeof errorView> | null {
  if (error === null) return null;
  const read = keptError.safeParse(error);
  if (!read.success) return { code: 'unknown', message: null };
  const { code, kind = '', side, hint } = read.data;
  if (hint != null) return { code, message: hint[locale] };
  if (!isErrorCode(kind)) return { code, message: null };
  const words = wordsOf({ code: kind, side: side ?? undefined });
  return { code, message: `${words.message[locale]} ${words.hint[locale]}` };
}
