import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './api.ts';
import { listedInvoices, type ListedInvoice } from './invoice-views.ts';

/** Tells of each invoice whenever it goes on or stands still; `failed` hears why it could not look. */
export async function tellInvoices(api: Api, failed: (error: unknown) => void): Promise<never> {
  const told = new Map<string, string>();
  for (;;) {
    try {
      for (const one of (await listedInvoices(api)).toReversed()) {
        const line = lineOf(one);
        if (told.get(one.id) === line) continue;
        told.set(one.id, line);
        console.log(`${new Date().toLocaleTimeString('it-IT')}  ${line}`);
      }
    } catch (error) {
      failed(error);
    }
    await wait(1000);
  }
}

function lineOf({
  poleepoOrderId,
  number,
  total,
  currency,
  state,
  error,
  offerError,
}: ListedInvoice): string {
  const which = number === null ? '' : ` ${number} of ${total} ${currency}`;
  const kept = error ?? offerError;
  return `invoice${which} of order ${poleepoOrderId}: ${state}${kept === null ? '' : ` (${kept.code})`}`;
}
