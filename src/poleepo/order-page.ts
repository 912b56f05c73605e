import type { PoleepoOrderId } from '../trade/ids.ts';

/** The address of an order's page in Poleepo's web application, from a template with `{id}` in it. */
export function orderPage(template: string, id: PoleepoOrderId): string {
  return template.replaceAll('{id}', String(id));
}
