import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { Locale } from '../../kit/text.ts';
import { errorWords, textIn } from '../../products/error-words.ts';
import { imageLeftOutView, viewImageLeftOut } from './image-left-out-view.ts';
import { withdrawnRest } from '../../products/kept-entry.ts';
import { itemStateWords, productStateWords, publisherWords } from '../../products/state-words.ts';
import { waitings, waitingWords, waitsFor } from '../../products/waits-for.ts';
import type { PastItem } from '../../store/product-link-store.ts';
import { itemStates, productKinds, type ProductRow, productStates } from '../../store/product-states.ts';

const time = z.iso.datetime().nullable();

export const errorView = z.object({
  /** Poleepo's, or ours. */
  code: z.string(),
  /** Poleepo's own words; null where the error is ours. */
  message: z.string().nullable(),
  /** The member that it concerns. */
  member: z.string().nullable(),
  title: z.string(),
  nextStep: z.string(),
});

export const productView = z.object({
  odooId: z.int(),
  kind: z.enum(productKinds),
  templateId: z.int(),
  name: z.string(),
  sku: z.string().nullable(),
  poleepoId: z.int().nullable(),
  published: z.boolean(),
  /** Who says so: Odoo's field, or people here; null for parents, which go with their variants. */
  publishedBy: z.enum(['odoo', 'ponte']).nullable(),
  /** The same in a sentence. */
  publishedByLabel: z.string().nullable(),
  state: z.enum(productStates),
  /** The state in words. */
  label: z.string(),
  /** What should be at Poleepo: pieces, and decimal texts. */
  quantity: z.int().nullable(),
  price: z.string().nullable(),
  priceWithTax: z.string().nullable(),
  error: errorView.nullable(),
  /** What keeps a waiting variant from being sent, and the same in a sentence. */
  waitsFor: z.enum(waitings).nullable(),
  waitsForLabel: z.string().nullable(),
  sentAt: time,
  acceptedAt: time,
  updatedAt: time,
});

const termsView = z.object({
  quantity: z.int().nullable(),
  price: z.string().nullable(),
  priceWithTax: z.string().nullable(),
  vatRate: z.string().nullable(),
  /** The product is, or should be, out of sale. */
  withdrawn: z.boolean(),
});

const pastView = z.object({
  batchId: z.string(),
  state: z.enum(itemStates),
  label: z.string(),
  error: errorView.nullable(),
  sentAt: time,
  settledAt: time,
});

export const productDetailView = productView.extend({
  /** What Odoo has; null as long as that is not known. */
  wanted: termsView.nullable(),
  /** What Poleepo accepted last; null where it never did. */
  accepted: termsView.nullable(),
  /** What is to be said of it, while that was not accepted. */
  entry: z.record(z.string(), z.unknown()).nullable(),
  /** Images that Odoo has of it and that Poleepo is not told of. */
  imagesLeftOut: z.array(imageLeftOutView),
  readAt: time,
  /** Since when it waits to be read from Odoo again. */
  toBeReadSince: time,
  repairs: z.int(),
  parent: productView.nullable(),
  batches: z.array(pastView),
});

const iso = (ms: number | null) => (ms === null ? null : toIso(ms));

export function viewError(
  error: Readonly<Record<string, unknown>> | null,
  locale: Locale,
): z.output<typeof errorView> | null {
  if (error === null) return null;
  const { title, nextStep } = errorWords(error);
  return {
    code: textIn(error, 'code') ?? 'UNKNOWN',
    message: textIn(error, 'message'),
    member: textIn(error, 'field'),
    title: title[locale],
    nextStep: nextStep[locale],
  };
}

export interface ProductSight {
  /** The parent of its template; null where there is none. */
  parent: ProductRow | null;
  locale: Locale;
}

export function viewProduct(row: ProductRow, { parent, locale }: ProductSight): z.output<typeof productView> {
  const waiting = waitsFor(row, parent);
  const wanted = termsOf(row.wantedQuantity, row.wantedPrice, row.wantedRest);
  return {
    odooId: row.odooId,
    kind: row.kind,
    templateId: row.templateId,
    name: row.name,
    sku: row.sku,
    poleepoId: row.poleepoRef,
    published: row.published,
    publishedBy: row.kind === 'parent' ? null : row.publishedBy === 'odoo' ? 'odoo' : 'ponte',
    publishedByLabel: row.kind === 'parent' ? null : publisherWords[row.publishedBy][locale],
    state: row.state,
    label: productStateWords[row.state][locale],
    quantity: wanted?.quantity ?? null,
    price: wanted?.price ?? null,
    priceWithTax: wanted?.priceWithTax ?? null,
    error: row.state === 'error' ? viewError(row.error, locale) : null,
    waitsFor: waiting,
    waitsForLabel: waiting === null ? null : waitingWords[waiting][locale],
    sentAt: iso(row.sentAt),
    acceptedAt: iso(row.acceptedAt),
    updatedAt: toIso(row.updatedAt),
  };
}

export function viewProductInFull(
  row: ProductRow,
  { parent, past, locale }: ProductSight & { past: readonly PastItem[] },
): z.output<typeof productDetailView> {
  return {
    ...viewProduct(row, { parent, locale }),
    wanted: termsOf(row.wantedQuantity, row.wantedPrice, row.wantedRest),
    accepted: termsOf(row.acceptedQuantity, row.acceptedPrice, row.acceptedRest),
    entry: row.entry,
    imagesLeftOut: (row.imagesLeftOut ?? []).map((image) => viewImageLeftOut(image, locale)),
    readAt: row.readAt === 0 ? null : toIso(row.readAt),
    toBeReadSince: iso(row.dirtyAt),
    repairs: row.repairs,
    parent: parent === null ? null : viewProduct(parent, { parent: null, locale }),
    batches: past.map(({ batchId, state, error, sentAt, settledAt }) => ({
      batchId,
      state,
      label: itemStateWords[state][locale],
      error: viewError(error, locale),
      sentAt: iso(sentAt),
      settledAt: iso(settledAt),
    })),
  };
}

function termsOf(
  quantity: number | null,
  price: string | null,
  rest: string | null,
): z.output<typeof termsView> | null {
  if (rest === null) return null;
  const [net = null, gross = null, rate = null] = price?.split('|') ?? [];
  return { quantity, price: net, priceWithTax: gross, vatRate: rate, withdrawn: rest === withdrawnRest };
}
