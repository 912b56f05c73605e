import { z } from 'zod';
import { journalFor } from '../../invoices/journal-for.ts';
import { invoiceSettings } from '../../invoices/invoice-settings.ts';
import { route, type RouteModule } from '../route.ts';
import { journalsOf } from './ask-journals.ts';

const tag = 'Invoices';

const journalView = z.object({ id: z.int(), name: z.string(), kind: z.enum(['bank', 'cash']) });

const methodView = z.object({
  /** As Poleepo names it. */
  name: z.string(),
  /** How many of the newest 2000 orders were paid so. */
  orders: z.int(),
  /** Odoo’s journal that its payments are on; null: they are not registered. */
  journalId: z.int().nullable(),
});

export const journalRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/journals',
    summary: 'The bank and cash journals of the company in Odoo, on which payments can be registered',
    tag,
    role: 'operator',
    answer: z.object({ items: z.array(journalView) }),
    handle: async (entry) => ({ items: await journalsOf(entry) }),
  }),
  route({
    method: 'get',
    path: '/v1/payment-methods',
    summary:
      'How the newest orders were paid, and the journal that the settings of invoices give to each way',
    tag,
    role: 'read-only',
    answer: z.object({ items: z.array(methodView) }),
    handle: async ({ stores }) => {
      const [methods, settings] = await Promise.all([
        stores.orders.paymentMethods(),
        stores.policy.settings(),
      ]);
      const { journals } = invoiceSettings.parse(settings?.['invoices'] ?? {});
      return { items: methods.map((one) => ({ ...one, journalId: journalFor(one.name, journals) })) };
    },
  }),
];
