import { z } from 'zod';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { askShipping } from './ask-shipping.ts';
import { audit } from './audit.ts';

const tag = 'Shipments';

const params = z.object({
  poleepoId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

const decimalText = z.string().nullable();

const typeView = z.object({
  poleepoId: z.int(),
  name: z.string(),
  /** cm and kg; null where Poleepo does not say. */
  width: decimalText,
  height: decimalText,
  depth: decimalText,
  maxWeight: decimalText,
  /** Which of Odoo's it stands for; null: none. */
  odooPackageTypeId: z.int().nullable(),
  odooName: z.string().nullable(),
});

const typesView = z.object({
  types: z.array(typeView),
  /** Odoo's, to choose from. */
  odooTypes: z.array(z.object({ id: z.int(), name: z.string() })),
});

const addressesView = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      name: z.string().nullable(),
      address: z.string().nullable(),
      postcode: z.string().nullable(),
      city: z.string().nullable(),
      stateIso: z.string().nullable(),
      countryIso: z.string().nullable(),
      isDefault: z.boolean(),
    }),
  ),
});

export const packageTypeRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/package-types',
    summary: 'Poleepo’s package types and which of Odoo’s each stands for; `refresh` asks Poleepo at once',
    tag,
    role: 'operator',
    query: z.object({ refresh: z.stringbool().default(false) }),
    answer: typesView,
    handle: async (entry) =>
      askShipping(entry, { ask: 'package-types', refresh: entry.query.refresh }, typesView),
  }),
  route({
    method: 'put',
    path: '/v1/package-types/{poleepoId}',
    summary: 'Say which of Odoo’s package types one of Poleepo’s stands for; null: none',
    tag,
    role: 'administrator',
    params,
    body: z.strictObject({ odooPackageTypeId: z.int().positive().nullable() }),
    example: { params: { poleepoId: '43' }, body: { odooPackageTypeId: 5 } },
    answer: typeView,
    handle: async (entry) => {
      const { poleepoId } = entry.params;
      const { odooPackageTypeId } = entry.body;
      const question = { ask: 'choose-package-type', poleepoId, odooPackageTypeId } as const;
      const type = await askShipping(entry, question, typeView);
      await audit(entry, {
        action: 'package-types.choose',
        target: String(poleepoId),
        detail: { odooPackageTypeId },
      });
      return type;
    },
  }),
  route({
    method: 'post',
    path: '/v1/package-types/{poleepoId}/create-in-odoo',
    summary: 'Make one of Poleepo’s package types in Odoo and choose it',
    tag,
    role: 'administrator',
    params,
    example: { params: { poleepoId: '43' } },
    answer: typeView,
    handle: async (entry) => {
      const { poleepoId } = entry.params;
      if ((await entry.stores.packageTypes.get(poleepoId)) === null) throw problem('not-found');
      const type = await askShipping(entry, { ask: 'create-package-type', poleepoId }, typeView);
      const { odooPackageTypeId } = type;
      const detail = { odooPackageTypeId };
      await audit(entry, { action: 'package-types.create', target: String(poleepoId), detail });
      return type;
    },
  }),
  route({
    method: 'get',
    path: '/v1/pickup-addresses',
    summary: 'Where couriers can collect, as Poleepo has it',
    tag,
    role: 'operator',
    answer: addressesView,
    handle: async (entry) => askShipping(entry, { ask: 'pickup-addresses' }, addressesView),
  }),
];
