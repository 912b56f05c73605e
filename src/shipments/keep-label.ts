import { SyncError } from '../kit/errors.ts';
import { readUpTo } from '../kit/read-stream.ts';
import type { LabelFormat } from '../poleepo/client.ts';
import { largestFile } from '../poleepo/file-limits.ts';
import { labelFormats } from '../poleepo/label-format.ts';
import type { ShipmentRow } from '../store/shipment-store.ts';
import { shipmentStates } from '../store/shipment-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { PoleepoShippingId } from '../trade/ids.ts';
import { labelKeyOf, labelTypeOf } from './labels-shelf.ts';

export interface KeptLabel {
  bytes: Uint8Array;
  format: LabelFormat;
}

type Issued = ShipmentRow & { poleepoId: number };

/**
 * The label of a shipment, as it lies on the shelf; what does not is fetched from Poleepo and put there. Safe to repeat.
 * Throws SyncError `conflict` with vendor code `LABEL_NOT_READY`, `unreadable` with `NOT_A_LABEL` where Poleepo sends
 * something else, and those of any call.
 */
export async function keepLabel(context: TenantContext, row: Issued): Promise<KeptLabel> {
  const known = labelFormats.find((format) => format === row.labelFormat);
  if (known !== undefined) {
    const bytes = await onShelf(context, labelKeyOf(row.id, known));
    if (bytes !== null) return { bytes, format: known };
  }
  return fetchLabel(context, row, known ?? 'PDF');
}

/**
 * Fetches a label from Poleepo, in that format or the one that Poleepo gives, and puts it on the shelf. The row speaks of
 * it first, so that no file lies there of which nobody knows.
 */
export async function fetchLabel(
  context: TenantContext,
  row: Issued,
  wanted: LabelFormat,
): Promise<KeptLabel> {
  const { stores, clock, poleepo, labels } = context;
  const label = await poleepo.shippings.label(row.poleepoId as PoleepoShippingId, wanted);
  if (label.kind === 'not-ready') throw notReady();
  if (label.kind === 'not-a-label') throw notALabel(label.contentType);
  const { bytes, format } = label;
  const isOther = row.labelFormat !== null && row.labelFormat !== wanted;
  const key = labelKeyOf(row.id, format);
  const now = clock.now();
  await stores.shipments.advance(row.id, {
    from: shipmentStates,
    set: isOther ? { labelKey: row.labelKey ?? key } : { labelKey: key, labelFormat: format },
    events: [{ key: 'label', at: now, kind: 'label', detail: { format } }],
    now,
  });
  await labels.put(key, bytes, labelTypeOf(format));
  return { bytes, format };
}

async function onShelf({ labels }: TenantContext, key: string): Promise<Uint8Array | null> {
  const file = await labels.get(key);
  if (file === null) return null;
  if (file.body instanceof Uint8Array) return file.body;
  return readUpTo(new Response(file.body), largestFile);
}

/** Couriers take some seconds: the first tries come quickly. */
function notReady(): SyncError {
  return new SyncError('the label is not ready yet', {
    code: 'conflict',
    side: 'poleepo',
    vendorCode: 'LABEL_NOT_READY',
    hint: {
      it: 'Il corriere sta ancora preparando l’etichetta: la chiediamo di nuovo da soli.',
      en: 'The courier is still preparing the label: it is asked for again by itself.',
    },
  });
}

function notALabel(contentType: string | null): SyncError {
  const what = contentType ?? '?';
  return new SyncError(`a label came that is none: ${what}`, {
    code: 'unreadable',
    side: 'poleepo',
    vendorCode: 'NOT_A_LABEL',
    hint: {
      it: `Al posto dell’etichetta Poleepo ha mandato altro (${what}). La chiediamo di nuovo da soli; se si ripete, scaricala dalla pagina della spedizione in Poleepo, poi premi «Riprova».`,
      en: `Poleepo sent something else (${what}) in place of the label. It is asked for again by itself; if that goes on, download it from the shipment’s page in Poleepo, then press “Retry”.`,
    },
  });
}
