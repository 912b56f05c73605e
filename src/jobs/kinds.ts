/** A side is one of the two systems that a tenant connects. */
export const sides = ['odoo', 'poleepo'] as const;
export type Side = (typeof sides)[number];

export interface JobKind {
  /** Lower goes first: a person who waits (0), orders (1), the catalogue (2), the past (3). */
  priority: number;
  /** The sides without which it cannot run. */
  needs: readonly Side[];
}

/** Every kind of work that the ledger knows. */
export const jobKinds = {
  'import-order': { priority: 1, needs: ['poleepo', 'odoo'] },
  'poll-orders': { priority: 1, needs: ['poleepo'] },
  'rescan-orders': { priority: 2, needs: ['poleepo'] },
  'check-contract': { priority: 0, needs: ['poleepo'] },
  'rehearse-history': { priority: 2, needs: ['poleepo', 'odoo'] },
  'import-history': { priority: 3, needs: ['poleepo'] },
  'compare-orders': { priority: 2, needs: ['poleepo', 'odoo'] },
  'generate-product-batches': { priority: 2, needs: ['odoo'] },
  'walk-products': { priority: 3, needs: ['odoo'] },
  'send-batches': { priority: 2, needs: ['poleepo'] },
  'poll-product-batches': { priority: 2, needs: ['poleepo'] },
  'read-back': { priority: 2, needs: ['poleepo'] },
  'tell-odoo': { priority: 3, needs: ['odoo'] },
  'publish-templates': { priority: 0, needs: ['odoo'] },
  'match-products': { priority: 2, needs: ['poleepo', 'odoo'] },
  'rehearse-products': { priority: 2, needs: ['poleepo', 'odoo'] },
  'compare-products': { priority: 3, needs: ['poleepo', 'odoo'] },
  'take-shipping': { priority: 1, needs: ['poleepo', 'odoo'] },
  ship: { priority: 0, needs: ['poleepo', 'odoo'] },
  'poll-shippings': { priority: 1, needs: ['poleepo'] },
  'hand-over': { priority: 0, needs: ['poleepo', 'odoo'] },
  'void-shipment': { priority: 0, needs: ['poleepo', 'odoo'] },
  'find-parcels': { priority: 2, needs: ['odoo'] },
  'tell-external': { priority: 2, needs: ['poleepo', 'odoo'] },
  'make-invoice': { priority: 0, needs: ['odoo'] },
  'offer-invoice': { priority: 1, needs: ['poleepo', 'odoo'] },
  'find-invoices': { priority: 2, needs: ['odoo'] },
  'take-documents': { priority: 2, needs: ['poleepo', 'odoo'] },
  'keep-watch': { priority: 1, needs: [] },
  'clean-up': { priority: 2, needs: [] },
} as const satisfies Record<string, JobKind>;

export type JobKindName = keyof typeof jobKinds;

export function isJobKind(name: string): name is JobKindName {
  return Object.hasOwn(jobKinds, name);
}

/** The kinds that can run while the given sides are paused. */
export function kindsWithout(paused: ReadonlySet<Side>): JobKindName[] {
  const names = Object.keys(jobKinds) as JobKindName[];
  return names.filter((name) => jobKinds[name].needs.every((side) => !paused.has(side)));
}
