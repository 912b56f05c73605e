import type { z } from 'zod';
import * as schemas from './control-shipping-schemas.ts';
import { tell } from './deliver.ts';
import type { OrderDocument } from './documents.ts';
import { addDocument } from './documents.ts';
import { notFound } from './envelope.ts';
import { findAccount, findOrder } from './find.ts';
import { pdfOf } from './label.ts';
import type { Shipping, Waybill } from './shipping.ts';
import { followOrder, setShippingStatus, settleShippings } from './shipping-life.ts';
import type { SimState } from './state.ts';
import { keepShipping, newShipping } from './waybill.ts';
import type { Delivery } from './webhook.ts';

type In<S extends z.ZodType> = z.input<S>;

/** What happens to shipments and documents outside the API. */
export interface ShippingControl {
  /** A shipping of an order, as if it had been made in Poleepo's own pages. */
  makeShipping(
    wanted: In<typeof schemas.shippingWantedSchema>,
  ): Promise<{ shipping: Shipping; deliveries: Delivery[] }>;
  /** The courier's news: any status, whatever it was before. Webhooks are told of it. */
  advanceShipping(shippingId: number, step: In<typeof schemas.shippingStepSchema>): Shipping;
  shippings(clientId?: string): (Shipping & Pick<Waybill, 'bought'>)[];
  /** A document of an order, as if it had been made in Poleepo. */
  addDocument(wanted: In<typeof schemas.documentSchema>): OrderDocument;
  documents(orderId: number, clientId?: string): OrderDocument[];
}

async function makeShipping(
  state: SimState,
  wanted: z.output<typeof schemas.shippingWantedSchema>,
): Promise<{ shipping: Shipping; deliveries: Delivery[] }> {
  const { account, order } = findOrder(state, wanted);
  const { carrier, parcels, external, trackingCode, formats } = wanted;
  const reference = wanted.reference ?? order.reference_id;
  const asked = { order, carrier, reference, parcels, external, trackingCode, bought: null };
  const made = newShipping(state, account, { ...asked, formats: external ? [] : formats });
  const { shipping } = made;
  shipping.status = wanted.status;
  keepShipping(account, order, made);
  if (wanted.status === 'HANDED_TO_COURIER') followOrder(state, account, shipping);
  const deliveries = wanted.notify ? await tell(state, account, { event: 'STATUS_SHIPMENT', shipping }) : [];
  return { shipping, deliveries };
}

/** The control of shipments and documents. */
export function shippingControl(state: SimState): ShippingControl {
  return {
    makeShipping: async (wanted) => makeShipping(state, schemas.shippingWantedSchema.parse(wanted)),
    advanceShipping: (shippingId, step) => {
      const { account: clientId, status } = schemas.shippingStepSchema.parse(step);
      const account = findAccount(state, clientId);
      settleShippings(state);
      const shipping = account.shippings.get(shippingId);
      if (shipping === undefined) throw notFound('Shipping');
      setShippingStatus(state, account, { shipping, status });
      return shipping;
    },
    shippings: (clientId) => {
      settleShippings(state);
      const { shippings, waybills } = findAccount(state, clientId);
      return [...shippings.values()].map((shipping) => ({
        ...shipping,
        bought: waybills.get(shipping.id)?.bought ?? null,
      }));
    },
    addDocument: (wanted) => {
      const {
        account: clientId,
        orderId,
        content,
        identified,
        ...told
      } = schemas.documentSchema.parse(wanted);
      const { account } = findOrder(state, { account: clientId, orderId });
      const pdf = () => btoa(pdfOf([[told.type, told.number, told.date].map((word) => word ?? '')]));
      const document: OrderDocument = {
        id: identified ? account.nextId('document') : null,
        ...told,
        content: content === undefined ? pdf() : content,
      };
      addDocument(account.documents, orderId, document);
      return document;
    },
    documents: (orderId, clientId) => {
      const { account } = findOrder(state, { account: clientId, orderId });
      return account.documents.get(orderId) ?? [];
    },
  };
}
