import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import { statusMeaning } from '../../orders/decision.ts';
import { ruleKey } from '../../orders/rules.ts';
import type { Rule, RuleRow } from '../../store/policy-store.ts';
import { problem } from '../problem.ts';
import { route, type RouteModule } from '../route.ts';
import { audit } from './audit.ts';
import { releaseFor } from './release.ts';

const tag = 'Rules';
const kinds = ['sku', 'tax', 'status', 'payment', 'customer'] as const;
const kind = z.enum(kinds);
const key = z.string().trim().min(1).max(200);
const rate = z.string().regex(/^\d+(\.\d+)?$/);
const odooId = z.int().positive();

/** What a rule says: this SKU is that product, this rate that tax, this status means that, and so on. */
const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sku'), key, value: odooId }),
  z.strictObject({ kind: z.literal('tax'), key: rate, value: odooId }),
  z.strictObject({ kind: z.literal('status'), key, value: statusMeaning }),
  z.strictObject({ kind: z.literal('payment'), key, value: odooId }),
  z.strictObject({ kind: z.literal('customer'), key, value: odooId }),
]);

const ruleView = z.object({
  kind,
  key: z.string(),
  value: z.union([z.string(), z.int()]),
  decidedBy: z.string(),
  updatedAt: z.iso.datetime(),
});

export const ruleRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/rules',
    summary: 'What people have decided for every order to come',
    tag,
    role: 'read-only',
    query: z.object({ kind: kind.optional() }),
    answer: z.object({ items: z.array(ruleView) }),
    handle: async ({ stores, query }) => ({ items: (await stores.policy.rules(query.kind)).map(view) }),
  }),
  route({
    method: 'put',
    path: '/v1/rules',
    summary: 'Make or change a rule; every order that waited for it is tried again',
    tag,
    role: 'operator',
    body: rule,
    example: { body: { kind: 'sku', key: 'TSHIRT-L', value: 41 } },
    answer: z.object({ released: z.int() }),
    handle: async (entry) => {
      const { stores, house, actor, body } = entry;
      const kept: Rule = {
        kind: body.kind,
        key: ruleKey(body.kind, body.key),
        value: String(body.value),
      };
      await stores.policy.saveRule(kept, { by: actor.label, now: house.clock.now() });
      await audit(entry, { action: 'rule.save', target: `${kept.kind} ${kept.key}`, detail: { ...kept } });
      return { released: await releaseFor(entry, [kept]) };
    },
  }),
  route({
    method: 'delete',
    path: '/v1/rules',
    summary: 'Forget a rule; orders that it made stay as they are',
    tag,
    role: 'operator',
    query: z.object({ kind, key }),
    example: { query: { kind: 'sku', key: 'TSHIRT-L' } },
    handle: async (entry) => {
      const { stores, query } = entry;
      const kept = query.kind === 'tax' && !rate.safeParse(query.key).success ? null : query;
      const wanted = kept === null ? '' : ruleKey(kept.kind, kept.key);
      if (!(await stores.policy.removeRule(query.kind, wanted))) throw problem('not-found');
      await audit(entry, { action: 'rule.remove', target: `${query.kind} ${wanted}`, detail: {} });
    },
  }),
];

function view({ kind: of, key: name, value, decidedBy, updatedAt }: RuleRow): z.output<typeof ruleView> {
  return {
    kind: of,
    key: name,
    value: of === 'status' ? value : Number(value),
    decidedBy,
    updatedAt: toIso(updatedAt),
  };
}
