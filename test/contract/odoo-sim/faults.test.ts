import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../sim/odoo/control/faults.ts';
import type { OdooSimOptions } from '../../../sim/odoo/app.ts';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { customerOf, post, simOf, type SimClient } from './client.ts';

/** A clock that only sleeping moves. */
function virtualTime() {
  let time = Date.parse('2026-06-03T08:15:00Z');
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (ms: number) => {
      slept.push(ms);
      time += ms;
      await Promise.resolve();
    },
  };
}

function withFault(fault: FaultInput, options: Partial<OdooSimOptions> = {}): SimClient {
  const client = simOf({ version: 18, ...options });
  client.sim.control.setFaults([fault]);
  return client;
}

const create = (client: SimClient) => client.call('res.partner/create', [{ name: 'Prova' }]);
const made = (client: SimClient) => client.sim.db.count('res.partner', [['name', '=', 'Prova']]);

describe('a fault', () => {
  test('drops the connection before the effect', async () => {
    const client = withFault({ match: { method: 'create' }, kind: 'drop-before' });

    await expect(create(client)).rejects.toThrow(new TypeError('network connection lost'));

    expect(made(client)).toBe(0);
  });

  test('drops the connection after the effect', async () => {
    const client = withFault({ match: { method: 'create' }, kind: 'drop-after' });

    await expect(create(client)).rejects.toThrow(TypeError);

    expect(made(client)).toBe(1);
  });

  test('cuts the JSON of an answer whose effect stands', async () => {
    const client = withFault({ match: { method: 'create' }, kind: 'truncated-json' });

    await expect(create(client)).rejects.toThrow(SyntaxError);

    expect(made(client)).toBe(1);
  });

  test.each([
    ['hang-before', 120_000],
    ['hang-after', 120_000],
    ['latency', 1000],
  ] as const)('of kind %s waits %i ms through the given sleep', async (kind, ms) => {
    const time = virtualTime();
    const client = withFault({ match: { method: 'create' }, kind }, time);

    await create(client);

    expect(time.slept).toContain(ms);
    expect(made(client)).toBe(1);
  });

  test.each([
    ['serialization-failure', 'psycopg2.errors.SerializationFailure: could not serialize access'],
    ['access-denied', 'odoo.exceptions.AccessDenied: Access Denied'],
    ['odoo-error', 'odoo.exceptions.UserError: A fault set for a test'],
  ] as const)('of kind %s is an error of Odoo without an effect', async (kind, message) => {
    const client = withFault({ match: { method: 'create' }, kind });

    const refusal = await client.refusal('res.partner/create', [{ name: 'Prova' }]);

    expect(refusal).toContain(message);
    expect(made(client)).toBe(0);
  });

  test('makes a load lose a race that nobody ran, and the next one win', async () => {
    const client = withFault({ match: { method: 'load', times: 1 }, kind: 'load-conflict' });
    const load = () => client.call('res.partner/load', [['id', 'name'], [['prova.uno', 'Uno']]]);

    const first = await load();
    const second = await load();

    expect(first).toEqual({
      ids: false,
      messages: [
        {
          rows: { from: 0, to: 0 },
          record: 0,
          type: 'error',
          message: 'could not serialize access due to concurrent update\n',
        },
      ],
      nextrow: 0,
    });
    expect(second).toEqual({ ids: [client.sim.db.ref('prova.uno')], messages: [], nextrow: 0 });
  });

  test('strikes from the n-th matching call on, as often as it is told', async () => {
    const client = withFault({ match: { method: 'create', nth: 2, times: 2 }, kind: 'access-denied' });

    const outcomes: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      outcomes.push(
        await create(client).then(
          () => 'made',
          () => 'refused',
        ),
      );
    }

    expect(outcomes).toEqual(['made', 'refused', 'refused', 'made', 'made']);
  });

  test('leaves other models and methods alone', async () => {
    const client = withFault({ match: { model: 'sale.order', method: 'create' }, kind: 'drop-before' });

    await create(client);

    expect(made(client)).toBe(1);
  });

  test('of a probability strikes the same calls for the same seed', async () => {
    const fault = { match: { probability: 0.5 }, kind: 'access-denied' } as const;
    const run = async (seed: number) => {
      const client = withFault(fault, { seed });
      const outcomes: boolean[] = [];
      for (let count = 0; count < 20; count += 1) {
        outcomes.push(
          await create(client).then(
            () => true,
            () => false,
          ),
        );
      }
      return outcomes;
    };

    const [one, again, other] = [await run(3), await run(3), await run(4)];

    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(new Set(one).size).toBe(2);
  });
});

describe('a web server in front of Odoo', () => {
  const version = { service: 'common', method: 'version', args: [] };
  const ask = (client: SimClient) => post(client.sim, '/jsonrpc', { jsonrpc: '2.0', params: version });

  test.each([
    [{ kind: 'html-502' }, 502],
    [{ kind: 'http-status', status: 429 }, 429],
  ] as const)('answers %o with an HTML page', async (fault, status) => {
    const client = withFault(fault);

    const response = await ask(client);

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('answers 503 to everything while Odoo is down', async () => {
    const client = simOf({ version: 19 });
    client.sim.control.setDown(true);

    const statuses = [
      (await ask(client)).status,
      (await post(client.sim, '/json/2/res.users/context_get', {})).status,
    ];
    client.sim.control.setDown(false);

    expect(statuses).toEqual([503, 503]);
    expect((await ask(client)).status).toBe(200);
  });
});

describe('the check of a password', () => {
  test('costs its time once, and again after Odoo dropped its caches', async () => {
    const time = virtualTime();
    const admin = simOf({ version: 18, passwordCostMs: 450, ...time }, 'admin');
    const costs = () => time.slept.splice(0).filter((ms) => ms === 450).length;

    await admin.call('res.partner/search', [[]]);
    const first = costs();
    await admin.call('res.partner/search', [[]]);
    const second = costs();
    await admin.call('product.product/create', [{ name: 'Nuovo' }]);
    await admin.call('res.partner/search', [[]]);
    const third = costs();

    expect([first, second, third]).toEqual([1, 0, 1]);
  });

  test('is not paid by a bearer key', async () => {
    const time = virtualTime();
    const { sim } = simOf({ version: 19, passwordCostMs: 450, ...time });

    const headers = { authorization: `bearer ${demoAccess.ponte.apiKey}` };
    const response = await post(sim, { path: '/json/2/res.users/context_get', headers }, {});

    expect(response.status).toBe(200);
    expect(time.slept).not.toContain(450);
  });
});

describe('two loads of one key', () => {
  const fields = ['id', 'partner_id/.id', 'client_order_ref'];

  test('conflict when they overlap in time, and not when one follows the other', async () => {
    const time = virtualTime();
    const client = simOf({ version: 18, latencyMs: 80, ...time });
    const partner = String(customerOf(client));
    const load = () => client.call('sale.order/load', [fields, [['gara.uno', partner, 'GARA']]]);

    const together = await Promise.all([load(), load(), load()]);
    const alone = await load();

    const winners = together.filter((answer) => JSON.stringify(answer).includes('"ids":['));
    expect(winners).toHaveLength(1);
    expect(alone).toEqual(winners[0]);
    expect(client.sim.db.count('sale.order', [['client_order_ref', '=', 'GARA']])).toBe(1);
  });

  test('of different keys pass side by side', async () => {
    const client = simOf({ version: 18 });
    const partner = String(customerOf(client));
    const load = (key: string) => client.call('sale.order/load', [fields, [[key, partner, key]]]);

    const answers = await Promise.all(['gara.a', 'gara.b', 'gara.c'].map(load));

    expect(answers.every((answer) => JSON.stringify(answer).includes('"ids":['))).toBe(true);
  });
});
