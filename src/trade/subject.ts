import type { PoleepoOrderId, PoleepoShippingId } from './ids.ts';

/** What a job is about: `order:918273`. Work on one subject never runs twice at once. */
export function orderSubject(id: PoleepoOrderId): string {
  return `order:${id}`;
}

/** The order that a subject names, or null where it names something else. */
export function orderOfSubject(subject: string): PoleepoOrderId | null {
  const digits = /^order:(\d{1,15})$/.exec(subject)?.[1];
  return digits === undefined ? null : (Number(digits) as PoleepoOrderId);
}

/** A shipping of Poleepo's that something is to be done about: `shipping:5512`. */
export function shippingSubject(id: PoleepoShippingId): string {
  return `shipping:${id}`;
}

/** The shipping that a subject names, or null where it names something else. */
export function shippingOfSubject(subject: string): PoleepoShippingId | null {
  const digits = /^shipping:(\d{1,15})$/.exec(subject)?.[1];
  return digits === undefined ? null : (Number(digits) as PoleepoShippingId);
}

/** A shipment of ours that something is to be done about: `shipment:shp_...`. */
export function shipmentSubject(id: string): string {
  return `shipment:${id}`;
}

/** The shipment that a subject names, or null where it names something else. */
export function shipmentOfSubject(subject: string): string | null {
  return /^shipment:(shp_[0-9a-f]{32})$/.exec(subject)?.[1] ?? null;
}

/** What somebody wants of a shipment beside whatever else is under way for it: `hand-over:shp_...`. */
export function wishSubject(wish: 'hand-over' | 'void', id: string): string {
  return `${wish}:${id}`;
}

/** The shipment that such a subject names, or null where it names something else. */
export function shipmentOfWish(subject: string): string | null {
  return /^(?:hand-over|void):(shp_[0-9a-f]{32})$/.exec(subject)?.[1] ?? null;
}

/** The invoice of an order: work on it goes on beside whatever else is under way for the order. `order:918273:invoice`. */
export function invoiceSubject(id: PoleepoOrderId): string {
  return `${orderSubject(id)}:invoice`;
}

/** The order whose invoice a subject names, or null where it names something else. */
export function orderOfInvoiceSubject(subject: string): PoleepoOrderId | null {
  const suffix = ':invoice';
  return subject.endsWith(suffix) ? orderOfSubject(subject.slice(0, -suffix.length)) : null;
}

/** The documents that Poleepo has of an order: `order:918273:documents`. */
export function documentsSubject(id: PoleepoOrderId): string {
  return `${orderSubject(id)}:documents`;
}

/** The order whose documents a subject names, or null where it names something else. */
export function orderOfDocumentsSubject(subject: string): PoleepoOrderId | null {
  const suffix = ':documents';
  return subject.endsWith(suffix) ? orderOfSubject(subject.slice(0, -suffix.length)) : null;
}

/** Giving a posted invoice to Poleepo: `invoice:inv_...`. */
export function invoiceOfferSubject(id: string): string {
  return `invoice:${id}`;
}

/** The invoice that such a subject names, or null where it names something else. */
export function invoiceOfOfferSubject(subject: string): string | null {
  return /^invoice:(inv_[0-9a-f]{32})$/.exec(subject)?.[1] ?? null;
}
