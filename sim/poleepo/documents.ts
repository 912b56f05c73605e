import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { guard, idOf } from './api-env.ts';
import { notFound } from './envelope.ts';
import { jsonBody } from './json-body.ts';

import type { SimState } from './state.ts';

export const documentTypes = ['INVOICE', 'CREDIT_NOTE'] as const;

/** A document of an order, as `GET /orders/{id}/documents` shows it. Assumed. What a marketplace made may lack anything. */
export interface OrderDocument {
  id: number | null;
  type: string | null;
  number: string | null;
  /** `2026-06-03` */
  date: string | null;
  format: string | null;
  /** Base64. */
  content: string | null;
}

function isPdf(content: string): boolean {
  try {
    return atob(content).startsWith('%PDF-');
  } catch {
    return false;
  }
}

/** Assumed, as is how strictly it is read. */
export const documentWanted = z.strictObject({
  type: z.enum(documentTypes),
  number: z.string().min(1),
  date: z.iso.date(),
  format: z.literal('PDF'),
  content: z.string().refine(isPdf, 'expected a PDF in base64'),
});

function orderIdOf(c: ApiContext): number {
  const id = idOf(c);
  if (id === null || !c.var.account.orders.has(id)) throw notFound('Order');
  return id;
}

/** `/orders/{id}/documents`: list and add. The same number twice is two documents (assumed, the worse for a client). */
export function documentsRoutes(state: SimState): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.use('/:id/documents', guard(state, 'orders'));

  routes.get('/:id/documents', (c) => c.json({ data: c.var.account.documents.get(orderIdOf(c)) ?? [] }));

  routes.post('/:id/documents', async (c) => {
    const orderId = orderIdOf(c);
    const wanted = await jsonBody(c, documentWanted);
    const { account } = c.var;
    const document: OrderDocument = { id: account.nextId('document'), ...wanted };
    if (!c.env.ignoreWrites) addDocument(account.documents, orderId, document);
    const { content: _content, ...told } = document;
    return c.json({ data: told }, 201);
  });
  return routes;
}

/** Keeps a document behind those that an order has. */
export function addDocument(
  documents: Map<number, OrderDocument[]>,
  orderId: number,
  document: OrderDocument,
): void {
  documents.set(orderId, [...(documents.get(orderId) ?? []), document]);
}
