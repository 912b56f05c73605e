import { readInvoicePdf } from '../invoices/read-invoice-pdf.ts';
import { Gate } from '../kit/gate.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { OpenTenant } from '../tenants/open-tenant.ts';
import type { InvoicePdfReply, JournalsReply } from '../trade/invoice-pdf.ts';
import { failedReply } from './failed-reply.ts';

/** PDFs are printed one after the other: each keeps a worker of Odoo busy, and up to 10 MB here. */
const width = 1;

/** A person waits. */
const rank = 0;

/** Fetches PDFs of invoices and reads journals for people, beside the lane's jobs. */
export class InvoiceDesk {
  readonly #tenant: Pick<OpenTenant, 'open' | 'stores'>;
  readonly #gate = new Gate(width);

  constructor(tenant: Pick<OpenTenant, 'open' | 'stores'>) {
    this.#tenant = tenant;
  }

  pdf(id: string): Promise<InvoicePdfReply> {
    return this.#gate.run(rank, () => this.#pdf(id).catch(failedReply));
  }

  journals(): Promise<JournalsReply> {
    const read = this.#with(async ({ odoo }) => ({
      kind: 'journals' as const,
      journals: await odoo.invoices.journals(),
    }));
    return read.catch(failedReply);
  }

  async #pdf(id: string): Promise<InvoicePdfReply> {
    return this.#with(async (context) => ({ kind: 'pdf', bytes: await readInvoicePdf(context, id) }));
  }

  /** Every call to Odoo is in the log, whatever became of it. */
  async #with<Reply>(read: (context: TenantContext) => Promise<Reply>): Promise<Reply> {
    const { context, calls } = await this.#tenant.open({ jobId: null, rank, needs: ['odoo'] });
    try {
      return await read(context);
    } finally {
      const made = calls();
      if (made.length > 0) await this.#tenant.stores.apiLog.add(made);
    }
  }
}
