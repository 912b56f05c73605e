import { z } from 'zod';
import type { Api } from './api.ts';

export const listedInvoice = z.object({
  id: z.string(),
  state: z.string(),
  poleepoOrderId: z.int(),
  number: z.string().nullable(),
  total: z.string().nullable(),
  currency: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string().nullable() }).nullable(),
  offerError: z.object({ code: z.string(), message: z.string().nullable() }).nullable(),
});

export type ListedInvoice = z.output<typeof listedInvoice>;

/** Newest first; at most 200. */
export async function listedInvoices(api: Api): Promise<ListedInvoice[]> {
  return (await api.get('/v1/invoices?limit=200', z.object({ items: z.array(listedInvoice) }))).items;
}

export const invoiceOf = (api: Api, id: string): Promise<ListedInvoice> =>
  api.get(`/v1/invoices/${id}`, listedInvoice);

export const askInvoice = (api: Api, saleOrderId: number): Promise<ListedInvoice> =>
  api.post('/v1/invoices', { body: { saleOrderId }, answer: listedInvoice });
