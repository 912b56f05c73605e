import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordedVersions } from '../../support/recordings.ts';

/** Played whole, entry by entry; what is left out stands with its reason in each script. */
const replayed = ['errors', 'orders', 'load-idempotent', 'keyed-load-and-races', 'misc', 'rights'];

const notReplayed: Record<string, string> = {
  'activities-load': 'its notes are in keys-and-activities.test.ts',
  'archived-partner-key': 'as activities-load',
  'automation-webhooks': 'automation rules are not played',
  'catalogue-families': 'held to the client and to what is sent, in payload-families.test.ts',
  'change-detection':
    'its notes on products are in change-detection.test.ts; automation and keys are not played',
  'attachments-load': 'its keyed files and notes are in notes-and-invoices.test.ts',
  'chatter-and-invoices': 'its notes on invoices are in notes-and-invoices.test.ts',
  deliveries: 'held to the client, and so is the simulator, in odoo-client',
  'delivery-reads': 'as deliveries',
  'image-thumbnails': 'held to the client, in thumbnails-recorded.test.ts',
  'invoice-and-payment': 'its notes are in notes-and-invoices.test.ts',
  'labels-and-notes': 'its rights and files are in notes-and-invoices.test.ts',
  'partner-load-it': 'as activities-load; the rest of it is in italian-partners.test.ts',
  packages: 'its notes are in transfers.test.ts',
  extras:
    'invoices and views are not played; read_group is in stock.test.ts; JSON-2 lies in keyed-load-and-races',
  'manual-fields': 'manual fields are not played',
  'manual-fields-batch': 'manual fields are not played',
  'multi-process': 'one process',
  'outbox-doorbell': 'automation rules are not played',
  'rounding-it': 'held to the simulator and to our prediction in rounding.test.ts',
  'rounding-it-per-line': 'as rounding-it',
  'rounding-sample': 'as rounding-it',
  'rounding-fresh-sample': 'as rounding-it',
  procedures: 'server actions are not played: they run Python',
  'product-images': 'who may read them is in images.test.ts; the rest is checked by shape there',
  'product-write-back': 'held to the client, in write-back.test.ts and errors.test.ts',
  'rights-and-keys': 'as activities-load',
  products:
    'its probes are in change-detection.test.ts; the rest is checked by shape in the tests of products',
  stock: 'packages and the dialogues of a transfer are in transfers.test.ts, the rest in stock.test.ts',
  translations: 'texts are kept in one language',
  'views-and-actions': 'views are not played',
  'write-date-lag': 'transactions take no time',
};

describe.each(recordedVersions)('every file recorded on %i', (version) => {
  test('is replayed, or listed with the reason why not', () => {
    const folder = new URL(`../../recordings/${version}/`, import.meta.url);
    const names = readdirSync(folder).map((name) => name.replace('.json', ''));

    const idle = names.filter((name) => !replayed.includes(name) && notReplayed[name] === undefined);

    expect(idle).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(replayed));
  });
});
