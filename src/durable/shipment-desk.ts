import { Gate } from '../kit/gate.ts';
import { answerQuestion, sidesOf } from '../shipments/answer-question.ts';
import { RefusedShipment } from '../shipments/refused-shipment.ts';
import type { OpenTenant } from '../tenants/open-tenant.ts';
import type { ShipmentQuestion, ShipmentReply } from '../trade/shipment-question.ts';
import { failedReply } from './failed-reply.ts';

/** Questions that are answered side by side. */
const width = 3;

/** A person waits. */
const rank = 0;

/** Answers what people ask while they prepare shipments, beside the lane's jobs. */
export class ShipmentDesk {
  readonly #tenant: Pick<OpenTenant, 'open' | 'stores'>;
  readonly #gate = new Gate(width);

  constructor(tenant: Pick<OpenTenant, 'open' | 'stores'>) {
    this.#tenant = tenant;
  }

  ask(question: ShipmentQuestion): Promise<ShipmentReply> {
    return this.#gate.run(rank, () => this.#ask(question).catch(replyOf));
  }

  async #ask(question: ShipmentQuestion): Promise<ShipmentReply> {
    const { context, calls } = await this.#tenant.open({ jobId: null, rank, needs: sidesOf(question) });
    try {
      return { kind: 'answered', json: JSON.stringify(await answerQuestion(context, question)) };
    } finally {
      const made = calls();
      if (made.length > 0) await this.#tenant.stores.apiLog.add(made);
    }
  }
}

function replyOf(thrown: unknown): ShipmentReply {
  if (thrown instanceof RefusedShipment) return { kind: 'refused', refusal: thrown.refusal };
  return failedReply(thrown);
}
