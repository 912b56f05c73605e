import { minute } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import type { ApiAnswer } from './api.ts';
import type { Plan, Point } from './incarnation.ts';
import { ShippingDesk } from './shipments.ts';
import type { World } from './world.ts';

/** What Poleepo has as a document, with the line that its PDF shows. */
export interface Offered {
  type: string | null;
  number: string | null;
  date: string | null;
  pdf: string;
}

/** A delivered order, and people who have it invoiced. */
export class OfferDesk {
  readonly shipping: ShippingDesk;

  private constructor(shipping: ShippingDesk) {
    this.shipping = shipping;
  }

  static async delivered(version: OdooVersion, seed: number): Promise<OfferDesk> {
    return OfferDesk.over(await ShippingDesk.open(version, seed));
  }

  /** The same people with another order. */
  async another(): Promise<OfferDesk> {
    return OfferDesk.over(await this.shipping.another());
  }

  private static over(shipping: ShippingDesk): OfferDesk {
    shipping.deliver({});
    shipping.world.passed.length = 0;
    return new OfferDesk(shipping);
  }

  get world(): World {
    return this.shipping.world;
  }

  get api(): ShippingDesk['api'] {
    return this.shipping.api;
  }

  get orderId(): number {
    return this.shipping.sale.orderId;
  }

  ask(): Promise<ApiAnswer> {
    return this.api.post('/v1/invoices', { orderId: this.orderId });
  }

  /** Somebody presses until they are heard. */
  async askUntilHeard(): Promise<void> {
    for (let presses = 0; presses < 5; presses += 1)
      if ((await this.ask().catch(() => null))?.status === 202) return;
    throw new Error('nobody was heard');
  }

  /** Asks for the invoice and waits until nothing is left to do. */
  async invoiced(): Promise<this> {
    await this.askUntilHeard();
    await this.settle();
    return this;
  }

  settle(): Promise<boolean> {
    return this.shipping.settle();
  }

  retry(): Promise<ApiAnswer> {
    return this.api.post(`/v1/invoices/${this.id}/retry`);
  }

  /** The invoice as people see it. */
  async seen(): Promise<Record<string, unknown>> {
    return (await this.api.get(`/v1/invoices/${this.id}`)).json;
  }

  pdf(): ReturnType<ShippingDesk['api']['file']> {
    return this.api.file(`/v1/invoices/${this.id}/pdf`);
  }

  get rows(): Record<string, unknown>[] {
    return this.world.rows(`SELECT * FROM invoices WHERE poleepo_order_id = ${this.orderId} ORDER BY id`);
  }

  get row(): Record<string, unknown> {
    return this.rows.at(-1) ?? {};
  }

  get id(): string {
    return textOf(this.row['id']);
  }

  /** The invoice in Odoo. */
  get move(): { id: number; name: string; date: string; state: string } {
    const [row] = this.world.odoo.db.read(
      'account.move',
      [Number(this.row['move_id'])],
      ['name', 'invoice_date', 'state'],
    );
    return {
      id: Number(row?.['id']),
      name: textOf(row?.['name']),
      date: textOf(row?.['invoice_date']),
      state: textOf(row?.['state']),
    };
  }

  /** As if somebody had deleted the invoice in Odoo. */
  forgetInOdoo(): void {
    this.world.sqlite.exec(`UPDATE invoices SET move_id = 999999 WHERE id = '${this.id}'`);
  }

  /** What Poleepo has of the order. */
  get documents(): Offered[] {
    return this.world.poleepo.control.documents(this.orderId).map(({ type, number, date, content }) => {
      const shown =
        /\((.*)\) Tj/.exec(Buffer.from(content ?? '', 'base64').toString('latin1'))?.[1] ?? 'no PDF';
      return { type, number, date, pdf: shown };
    });
  }

  /** What Poleepo should have of it. */
  get wanted(): Offered[] {
    const { name, date } = this.move;
    return [{ type: 'INVOICE', number: name, date, pdf: name }];
  }

  /** The state of the work that offers it, and what it says of a failure. */
  get job(): { state: string; error: Record<string, unknown> | null } | null {
    const [row] = this.world.rows<{ state: string; error: string | null }>(
      `SELECT state, error FROM jobs WHERE subject = 'invoice:${this.id}' ORDER BY id DESC LIMIT 1`,
    );
    if (row === undefined) return null;
    return { state: row.state, error: row.error === null ? null : JSON.parse(row.error) };
  }

  /** The calls to both sides since the invoice was posted. */
  get calls(): string[] {
    const { passed } = this.world;
    const posted = passed.findLastIndex(({ name }) => name === 'account.move.action_post');
    const since = passed.slice(posted + 1).filter(({ what }) => what === 'odoo' || what === 'poleepo');
    // Posting reads what came of it.
    return since.slice(1).map(({ name }) => name.replaceAll(/\/\d+/g, '/{id}'));
  }

  /** Has Poleepo answer what concerns documents, or one method of it, in a bad way. */
  poleepoFails(fault: Omit<Fault, 'match'>, match: Fault['match'] = {}): void {
    this.world.poleepo.control.setFaults([{ ...fault, match: { path: '/orders/{id}/documents', ...match } }]);
  }

  poleepoIsWell(): void {
    this.world.poleepo.control.setFaults([]);
  }
}

/** Giving a document to Poleepo. */
export const isGiving = ({ name }: Point): boolean => /^POST \/orders\/\d+\/documents$/.test(name);

/** How the invoice of a delivered order ends where something goes wrong. */
export async function endOfOffer(version: OdooVersion, plan: Plan) {
  const desk = await OfferDesk.delivered(version, 851);
  desk.world.plan = plan;
  await desk.askUntilHeard();
  const settled = await desk.settle();
  // What comes late comes.
  await desk.world.time.run(() => false, 5 * minute);
  const { state, asked, error, offer_error } = desk.row;
  const end = { settled, documents: desk.documents, state, asked, errors: [error, offer_error] };
  return { desk, end };
}

/** How it should. */
export function rightOffer({ wanted }: OfferDesk) {
  return { settled: true, documents: wanted, state: 'offered', asked: null, errors: [null, null] };
}

type Fault = Parameters<World['poleepo']['control']['setFaults']>[0][number];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
