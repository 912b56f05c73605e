import type { OdooVersion } from '../../../src/odoo/client.ts';
import { OneSale } from './one-sale.ts';

type Wanted = Parameters<OneSale['world']['poleepo']['control']['addDocument']>[0];

export const xml = '<?xml version="1.0"?><p:FatturaElettronica versione="FPR12"/>';
export const png = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR';

/** One order of Poleepo's that is in Odoo, and the documents that a marketplace made of it. */
export class DocumentDesk {
  readonly sale: OneSale;

  constructor(sale: OneSale) {
    this.sale = sale;
  }

  static async open(version: OdooVersion, seed = 951): Promise<DocumentDesk> {
    return new DocumentDesk(await OneSale.open(version, { seed }));
  }

  get world(): OneSale['world'] {
    return this.sale.world;
  }

  /** A document that the marketplace has made. `text` is its content, one character for each byte. */
  add({ text, ...wanted }: Omit<Wanted, 'orderId'> & { text?: string } = {}): void {
    const content = text === undefined ? {} : { content: btoa(text) };
    this.world.poleepo.control.addDocument({ orderId: this.sale.orderId, ...wanted, ...content });
  }

  /** The order leaves, as Poleepo tells it. */
  async leave(status = 'SHIPPED'): Promise<void> {
    this.world.passed.length = 0;
    await this.sale.change({ status });
  }

  /** The files of the sale order, by name. */
  get files(): { name: string; mimetype: string; text: string }[] {
    const { db } = this.world.odoo;
    const ids = db.search('ir.attachment', this.#about('res_model'));
    return db
      .read('ir.attachment', ids, ['name', 'mimetype', 'datas'])
      .map((row) => ({
        name: textOf(row['name']),
        mimetype: textOf(row['mimetype']),
        text: atob(textOf(row['datas'])),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  get names(): string[] {
    return this.files.map(({ name }) => name);
  }

  /** The notes in the order's chatter that have a file, each as text. */
  get notes(): { body: string; kind: string; subtype: unknown }[] {
    const { db } = this.world.odoo;
    const fields = ['body', 'message_type', 'attachment_ids', 'subtype_id'];
    return db
      .read('mail.message', db.search('mail.message', this.#about('model')), fields)
      .filter((row) => (row['attachment_ids'] as number[]).length > 0)
      .map((row) => {
        const { body, message_type: kind, subtype_id: subtype } = row;
        return { body: textOf(body), kind: textOf(kind), subtype };
      });
  }

  get rows(): Record<string, unknown>[] {
    const { orderId } = this.sale;
    return this.world.rows(
      `SELECT * FROM order_documents WHERE poleepo_order_id = ${orderId} ORDER BY document_id`,
    );
  }

  /** The looks at the order's documents so far, each with what became of it. */
  get looks(): { state: string; outcome: Record<string, unknown> | null }[] {
    const jobs = this.world.rows<Record<string, string | null>>(
      `SELECT state, outcome FROM jobs WHERE subject = 'order:${this.sale.orderId}:documents' ORDER BY id`,
    );
    return jobs.map(({ state, outcome }) => ({
      state: String(state),
      outcome: JSON.parse(outcome ?? 'null') as Record<string, unknown> | null,
    }));
  }

  /** The calls of one side since the order last left. */
  calls(what: 'odoo' | 'poleepo'): string[] {
    const { orderId } = this.sale;
    return this.world.passed
      .filter((point) => point.what === what)
      .map(({ name }) => name.replace(String(orderId), '{id}'));
  }

  get alerts(): { kind: string; subject: string; closed: boolean }[] {
    return this.world
      .rows<{ kind: string; subject: string; closed_at: number | null }>('SELECT * FROM alerts ORDER BY id')
      .map(({ kind, subject, closed_at }) => ({ kind, subject, closed: closed_at !== null }));
  }

  #about(model: string): [string, string, string | number][] {
    return [
      [model, '=', 'sale.order'],
      ['res_id', '=', this.sale.saleId],
    ];
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
