import type { ConnectionTest } from '../tenants/connection-test.ts';
import type { ImageFate } from '../trade/image-kind.ts';
import type { ImageId } from '../trade/ids.ts';
import type { InvoicePdfReply, JournalsReply } from '../trade/invoice-pdf.ts';
import type { ShipmentQuestion, ShipmentReply } from '../trade/shipment-question.ts';
import type { Side } from './kinds.ts';

/** A tenant's lane as a door sees it. */
export interface LaneDoor {
  /** Tells the lane that work is due. Answers at once, whatever the lane is doing. */
  wake(): Promise<LaneState>;
  /** Tells the lane that a connection's key or address is another one now. */
  changed(side: Side): Promise<void>;
  /** Tests a connection as the lane would use it. */
  test(side: Side): Promise<ConnectionTest>;
  /** Puts an image of Odoo's on the shelf, unless it lies there. Errors are outcomes: they lose their class on the way. */
  image(id: ImageId): Promise<ImageFate>;
  /** Answers what a person asks who prepares shipments. Errors are replies. */
  shipping(question: ShipmentQuestion): Promise<ShipmentReply>;
  /** Fetches the PDF of an invoice as Odoo has it now. Errors are replies. */
  invoicePdf(id: string): Promise<InvoicePdfReply>;
  /** Where payments can be registered in Odoo. Errors are replies. */
  journals(): Promise<JournalsReply>;
  state(): Promise<LaneState>;
}

export interface LaneState {
  state: 'working' | 'idle' | 'paused';
  /** `until` and `since` in milliseconds. */
  paused: { side: Side; until: number; since: number; reason: string }[];
  /** Jobs in flight. */
  running: number;
  /** Requests for batches that Poleepo takes in a window, where it has taught us of late that it takes fewer; else null. */
  pollsLearnt: number | null;
}
