import { z } from 'zod';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { invoiceFile } from './invoice-file.ts';

export const invoiceFileRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/invoices/{id}/pdf',
    summary: 'The posted invoice as a PDF, as Odoo has it at this moment',
    tag: 'Invoices',
    role: 'read-only',
    params: z.object({ id: z.string().regex(/^inv_[0-9a-f]{32}$/) }),
    example: { params: { id: `inv_${'0'.repeat(32)}` } },
    handle: async (entry) => {
      const row = await entry.stores.invoices.get(entry.params.id);
      if (row === null) throw problem('not-found');
      return invoiceFile(entry, row);
    },
  }),
];
