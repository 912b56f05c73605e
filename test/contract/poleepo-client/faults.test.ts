import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../sim/poleepo/faults.ts';
import type { ErrorFacts } from '../../../src/kit/errors.ts';
import { failing } from '../../unit/poleepo/failing.ts';
import { allOrders, createBridge, oneOrder } from './bridge.ts';

type Kind = Pick<Fault, 'kind' | 'status' | 'retryAfter' | 'ms'>;

/** A bridge with one order and a fault on every call to it. */
async function underFault(kind: Kind, method: string, times?: number) {
  const bridge = createBridge();
  const id = await oneOrder(bridge);
  const match = { path: '/orders/{id}', method, ...(times !== undefined && { times }) };
  bridge.sim.control.setFaults([{ match, ...kind }]);
  return { ...bridge, id };
}

const lasting: [Kind, ErrorFacts, { onWrite: boolean }][] = [
  [{ kind: 'hang-before' }, { code: 'timed-out', advice: 'retry' }, { onWrite: true }],
  [{ kind: 'hang-after' }, { code: 'timed-out', advice: 'retry' }, { onWrite: true }],
  [{ kind: 'latency', ms: 31_000 }, { code: 'timed-out', advice: 'retry' }, { onWrite: true }],
  [{ kind: 'drop-before' }, { code: 'unreachable', advice: 'wait' }, { onWrite: true }],
  [{ kind: 'drop-after' }, { code: 'unreachable', advice: 'wait' }, { onWrite: true }],
  [{ kind: 'status', status: 400 }, { code: 'refused', advice: 'give-up' }, { onWrite: false }],
  [
    { kind: 'status', status: 401 },
    { code: 'denied', advice: 'wait', vendorCode: 'UNAUTHORIZED' },
    { onWrite: false },
  ],
  [
    { kind: 'status', status: 403 },
    { code: 'forbidden', advice: 'give-up', vendorCode: 'FORBIDDEN' },
    { onWrite: false },
  ],
  [
    { kind: 'status', status: 404 },
    { code: 'not-found', advice: 'give-up', vendorCode: 'NOT_FOUND' },
    { onWrite: false },
  ],
  [
    { kind: 'status', status: 409 },
    { code: 'conflict', advice: 'retry', vendorCode: 'CONFLICT' },
    { onWrite: false },
  ],
  [
    { kind: 'status', status: 422 },
    { code: 'refused', advice: 'give-up', vendorCode: 'VALIDATION_ERROR' },
    { onWrite: false },
  ],
  [{ kind: 'status', status: 500 }, { code: 'struggling', advice: 'retry' }, { onWrite: true }],
  [{ kind: 'status', status: 503 }, { code: 'struggling', advice: 'wait' }, { onWrite: true }],
  [{ kind: 'html-502' }, { code: 'struggling', advice: 'wait', vendorCode: 'HTTP 502' }, { onWrite: true }],
  [
    { kind: 'success-false-200' },
    { code: 'refused', advice: 'give-up', vendorCode: 'GENERIC_ERROR' },
    { onWrite: false },
  ],
  [{ kind: 'truncated-json' }, { code: 'unreadable', advice: 'retry' }, { onWrite: true }],
  [{ kind: 'rate-limit' }, { code: 'rate-limited', advice: 'wait' }, { onWrite: false }],
  [
    { kind: 'rate-limit', retryAfter: 90 },
    { code: 'rate-limited', retryAfterMs: 90_000 },
    { onWrite: false },
  ],
  [
    { kind: 'rate-limit', retryAfter: '2026-06-03T08:25:00Z' },
    { code: 'rate-limited', retryAfterMs: 600_000 },
    { onWrite: false },
  ],
];

describe('a fault that lasts', () => {
  test.each(lasting)('%j makes a read fail as %j', async (kind, facts) => {
    const { client, id } = await underFault(kind, 'GET');
    const error = await failing(client.orders.get(id));
    expect(error).toMatchObject({ ...facts, side: 'poleepo', mayHaveHappened: false });
    expect(error.hint?.it).toMatch(/\S/);
    expect(error.hint?.en).toMatch(/\S/);
  });

  test.each(lasting)('%j makes a write fail as %j, %j', async (kind, facts, { onWrite }) => {
    const { client, id, count } = await underFault(kind, 'PUT');
    const error = await failing(client.orders.setStatus(id, 'IN_PROCESS'));
    expect(error).toMatchObject({ ...facts, side: 'poleepo', mayHaveHappened: onWrite });
    expect(count('PUT /orders/{id}')).toBe(facts.code === 'denied' ? 2 : 1);
    expect(count('GET /orders/{id}')).toBe(0);
  });
});

describe('a fault that strikes once', () => {
  test.each<Kind>([
    { kind: 'hang-before' },
    { kind: 'hang-after' },
    { kind: 'drop-before' },
    { kind: 'drop-after' },
    { kind: 'status', status: 401 },
    { kind: 'latency', ms: 2000 },
  ])('%j does not show in a read', async (kind) => {
    const { client, id } = await underFault(kind, 'GET', 1);
    expect((await client.orders.get(id)).id).toBe(id);
  });

  test.each<Kind>([{ kind: 'drop-after' }, { kind: 'hang-after' }, { kind: 'truncated-json' }])(
    '%j hides a write that happened, and repeating it is harmless',
    async (kind) => {
      const { client, id, sim } = await underFault(kind, 'PUT', 1);
      expect(await failing(client.orders.setStatus(id, 'IN_PROCESS'))).toMatchObject({
        mayHaveHappened: true,
      });
      expect(sim.control.orders()[0]?.status.id).toBe('IN_PROCESS');
      await client.orders.setStatus(id, 'IN_PROCESS');
    },
  );
});

describe('an answer in another form', () => {
  test.each<Kind>([
    { kind: 'statuses-as-strings' },
    { kind: 'numbers-as-strings' },
    { kind: 'unknown-members' },
    { kind: 'total-missing' },
  ])('%j is the same order', async (kind) => {
    const { client, id, sim } = await underFault(kind, 'GET');
    const distorted = await client.orders.get(id);
    sim.control.setFaults([]);
    const plain = await client.orders.get(id);
    const status =
      kind.kind === 'statuses-as-strings' ? { id: 'PAYMENT_ACCEPTED', name: null } : plain.status;
    expect(distorted).toEqual({ ...plain, status });
  });
});

describe('a write that is silently ignored', () => {
  test('is noticed', async () => {
    const { client, id, sim } = await underFault({ kind: 'silent-ignore' }, 'PUT');
    expect(await failing(client.orders.setStatus(id, 'IN_PROCESS'))).toMatchObject({
      vendorCode: 'IGNORED',
      advice: 'retry',
    });
    expect(sim.control.orders()[0]?.status.id).toBe('PAYMENT_ACCEPTED');
  });
});

describe('all of Poleepo', () => {
  test.each([
    ['unreachable', 'unreachable'],
    ['maintenance', 'struggling'],
  ] as const)('%s makes every call wait as %s, and all is well afterwards', async (mode, code) => {
    const bridge = createBridge();
    const id = await oneOrder(bridge);
    bridge.sim.control.setOutage({ mode });
    for (const call of [
      () => bridge.client.orders.get(id),
      () => bridge.client.orders.updatedSince(0),
      () => bridge.client.orders.setStatus(id, 'IN_PROCESS'),
      () => bridge.client.inspect(),
    ]) {
      expect(await failing(call())).toMatchObject({ code, advice: 'wait', mayHaveHappened: false });
    }
    bridge.sim.control.setOutage({ down: false });
    expect((await bridge.client.orders.get(id)).id).toBe(id);
  });

  test('at random in trouble loses and doubles no order of a patient reader', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const bridge = createBridge(seed);
      const { orders } = await bridge.sim.control.makeOrders({ count: 60, kind: 'any' });
      const kinds = [
        'drop-before',
        'drop-after',
        'html-502',
        'truncated-json',
        'rate-limit',
        'hang-before',
      ] as const;
      bridge.sim.control.setFaults(kinds.map((kind) => ({ match: { probability: 0.08 }, kind })));
      const read = await patiently(() => allOrders(bridge.client, 0, 10));
      expect(read.map(({ id }) => id)).toEqual(orders.map(({ id }) => id).reverse());
    }
  });
});

async function patiently<T>(task: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const done = await task().then(
      (value) => ({ value }),
      () => null,
    );
    if (done !== null) return done.value;
  }
  throw new Error('500 attempts were not enough');
}
