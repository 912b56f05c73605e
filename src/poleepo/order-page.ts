import type { PoleepoOrderId } from '../trade/ids.ts';

// assumed
export const defaultOrderPage = 'https://app.poleepo.cloud/order/show/{id}';

/** The address of an order's page in Poleepo's web application, from a template with `{id}` in it. */
export function orderPage(template: string, id: PoleepoOrderId): string {
  return template.replaceAll('{id}', String(id));
}
