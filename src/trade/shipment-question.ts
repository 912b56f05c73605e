import type { ErrorCode } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';

/** One of the two says which goods; with both the transfer counts. */
export interface WantedShipment {
  saleOrderId?: number | undefined;
  /** Of stock.picking. */
  pickingId?: number | undefined;
  pickupAddressId: number;
}

/** A waybill that somebody wants. */
export interface WantedWaybill extends WantedShipment {
  courierId: string;
  serviceId: string;
  /** What the courier collects with it, a decimal; left out: the order's total, or what is left of it with the last delivery. */
  cashOnDelivery?: string | undefined;
  /** As the quote told them; for people to read. */
  courier?: string | undefined;
  service?: string | undefined;
  price?: string | undefined;
  currency?: string | undefined;
}

/** What a person asks of both sides while they wait for the answer. */
export type ShipmentQuestion =
  /** `refresh`: Poleepo is asked even where its types were read a short while ago. */
  | { ask: 'package-types'; refresh: boolean }
  | { ask: 'choose-package-type'; poleepoId: number; odooPackageTypeId: number | null }
  | { ask: 'create-package-type'; poleepoId: number }
  | { ask: 'pickup-addresses' }
  | ({ ask: 'quotes' } & WantedShipment)
  /** `by`: who wants it. */
  | ({ ask: 'ship'; by: string } & WantedWaybill)
  | { ask: 'ship-again'; by: string; id: string }
  /** Says which transfer one is of that was made in Poleepo's own pages. */
  | { ask: 'bind-delivery'; id: string; pickingId: number }
  /** The transfers that have this code in Odoo. */
  | { ask: 'deliveries-by-tracking'; code: string }
  /** Has the label lie on the shelf. */
  | { ask: 'label'; id: string; format?: 'PDF' | 'ZPL' | undefined };

/** Why something cannot be shipped as it is, before Poleepo is asked. */
export interface ShipmentRefusal {
  code: string;
  message: Bilingual;
  nextStep: Bilingual;
  /** The shipment that is in the way. */
  shipmentId?: string;
}

/** What became of a question. Errors are replies: they lose their class on the way from the lane. */
export type ShipmentReply =
  /** The answer as JSON text. */
  | { kind: 'answered'; json: string }
  | { kind: 'refused'; refusal: ShipmentRefusal }
  | {
      kind: 'failed';
      code: ErrorCode;
      message: string;
      side?: string | undefined;
      vendorCode?: string | undefined;
      hint?: Bilingual | undefined;
      retryAfterMs?: number | undefined;
    };
