import { z } from 'zod';

/** Every cron expression of wrangler.toml and what it stands for. A cron only fans out: the work is done by lanes. */
export const crons = {
  'process-webhook-queue': {
    expression: '* * * * *',
    name: { it: 'Poleepo: elabora coda webhook', en: 'Poleepo: Process Webhook Queue' },
  },
  'poll-orders': {
    expression: '*/5 * * * *',
    name: { it: 'Poleepo: chiedi gli ordini cambiati', en: 'Poleepo: Poll Orders' },
  },
  'poll-shippings': {
    expression: '2-59/5 * * * *',
    name: { it: 'Poleepo: chiedi le spedizioni cambiate', en: 'Poleepo: Poll Shipments' },
  },
  'find-invoices': {
    expression: '4-59/15 * * * *',
    name: { it: 'Fattura gli ordini consegnati', en: 'Invoice delivered orders' },
  },
  'generate-product-batches': {
    expression: '*/2 * * * *',
    name: { it: 'Poleepo: genera batch prodotti', en: 'Poleepo: Generate Product Batches' },
  },
  'poll-product-batches': {
    expression: '*/10 * * * *',
    name: { it: 'Poleepo: controlla batch prodotti', en: 'Poleepo: Poll Product Batches' },
  },
  'walk-products': {
    expression: '23 * * * *',
    name: { it: 'Rileggi tutto il catalogo di Odoo', en: 'Walk over the whole catalogue of Odoo' },
  },
  'compare-products': {
    expression: '31 4 * * *',
    name: { it: 'Confronta i prodotti delle due parti', en: 'Compare the products of both sides' },
  },
  'keep-watch': {
    expression: '3-59/10 * * * *',
    name: { it: 'Controllo di silenzi, blocchi e scadenze', en: 'Watch for silence, stops and expiry' },
  },
  'rescan-orders': {
    expression: '41 2 * * *',
    name: { it: 'Poleepo: rileggi gli ordini di 5 giorni', en: 'Poleepo: Rescan Orders of 5 days' },
  },
  'clean-up': {
    expression: '17 3 * * *',
    name: { it: 'Poleepo: pulizia log API', en: 'Poleepo API Log Cleanup' },
  },
  'compare-orders': {
    expression: '11 4 * * *',
    name: { it: 'Confronta gli ordini delle due parti', en: 'Compare the orders of both sides' },
  },
} as const;

export type CronName = keyof typeof crons;

export const cronNames = z.enum(Object.keys(crons) as [CronName, ...CronName[]]);

export function cronOf(expression: string): CronName | null {
  return cronNames.options.find((name) => crons[name].expression === expression) ?? null;
}
