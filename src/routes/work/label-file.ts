import { z } from 'zod';
import type { Shelved } from '../../kit/shelf.ts';
import { type LabelFormat, labelFormats } from '../../poleepo/label-format.ts';
import { labelFileName, labelKeyOf, labelsShelf, labelTypeOf } from '../../shipments/labels-shelf.ts';
import type { ShipmentRow } from '../../store/shipment-store.ts';
import { problem } from '../problem.ts';
import type { MemberEntry } from '../route.ts';
import { askShipping } from './ask-shipping.ts';

const onShelf = z.object({ format: z.enum(labelFormats) });

/** A label as a file: from the shelf, where the tenant's lane puts it first if need be. */
export async function labelFile(
  entry: MemberEntry,
  { id, format }: { id: string; format: LabelFormat | undefined },
): Promise<Response> {
  const row = await entry.stores.shipments.get(id);
  if (row === null) throw problem('not-found');
  const shelf = labelsShelf(entry.house.images, entry.tenant.id);
  const kept = format ?? labelFormats.find((one) => one === row.labelFormat);
  const file = row.state === 'void' || kept === undefined ? null : await shelf.get(labelKeyOf(id, kept));
  if (file !== null && kept !== undefined) return answerWith(entry, row, { file, format: kept });
  const put = await askShipping(entry, { ask: 'label', id, format }, onShelf);
  const fetched = await shelf.get(labelKeyOf(id, put.format));
  if (fetched === null) throw problem('not-found');
  return answerWith(entry, row, { file: fetched, format: put.format });
}

function answerWith(
  { locale }: MemberEntry,
  row: ShipmentRow,
  { file, format }: { file: Shelved; format: LabelFormat },
): Response {
  const { body, size } = file;
  const name = labelFileName(row, { format, locale });
  return new Response(body instanceof ReadableStream ? body : new Blob([body as Uint8Array<ArrayBuffer>]), {
    headers: {
      'content-type': labelTypeOf(format),
      'content-length': String(size),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
