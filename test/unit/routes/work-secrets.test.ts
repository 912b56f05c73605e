import { beforeAll, describe, expect, test } from 'vitest';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import { runCron } from '../../../src/cron/run-cron.ts';
import { hour } from '../../../src/kit/clock.ts';
import { World } from '../../support/world/world.ts';

let world: World;
const secrets: Record<string, string> = {};
const personal: Record<string, string> = {};

/** What tells who a buyer is, wherever in an order it stands. */
const telling = new Set('lastname surname email phone address company vat_number tax_code pec'.split(' '));

function buyersData(value: object, place: string): [string, string][] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (typeof member === 'object' && member !== null) return buyersData(member, `${place}.${name}`);
    return telling.has(name) && typeof member === 'string' && member.length > 3
      ? [[`${place}.${name}`, member] as [string, string]]
      : [];
  });
}

/** Orders of several kinds, one of them while Odoo refuses the key, so that errors are written down too. */
beforeAll(async () => {
  world = await World.open({ seed: 91, version: 18 });
  const { clientId, hookKey } = world.first();
  for (const kind of ['plain', 'company', 'guest', 'separate-delivery', 'unknown-sku'] as const)
    await world.poleepo.control.makeOrders({ count: 1, kind, notify: true });
  await world.settle(hour);
  world.plan = ({ what, name }) => (what === 'odoo' && name.includes('load') ? 'drop-before' : null);
  await world.poleepo.control.makeOrders({ count: 1, kind: 'plain', notify: true });
  await world.time.run(() => false, hour / 60);
  world.plan = () => null;
  await world.settle(hour);
  await runCron('* * * * *', world.house());
  const account = world.poleepo.accounts()[0];
  Object.assign(secrets, {
    odooKey: demoAccess.ponte.apiKey,
    poleepoSecret: account?.clientSecret ?? '',
    webhookSecret: 'whsec-of-the-test',
    hookKey,
  });
  for (const order of world.poleepo.control.orders(clientId))
    Object.assign(personal, Object.fromEntries(buyersData(order, `order ${order.id}`)));
});

function leaks(text: string, hidden: Record<string, string>): string[] {
  return Object.entries(hidden)
    .filter(([, value]) => value !== '' && text.includes(value))
    .map(([name]) => name);
}

const everything = (table: string) => JSON.stringify(world.rows(`SELECT * FROM ${table}`));

describe('an order that went through, and one that failed at first,', () => {
  test('were really there, with buyers and calls', () => {
    expect(
      world.rows('SELECT state FROM order_links ORDER BY poleepo_order_id').map((row) => row.state),
    ).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed', 'held', 'confirmed']);
    expect(world.rows('SELECT 1 FROM api_log').length).toBeGreaterThan(10);
    expect(world.rows('SELECT 1 FROM api_log WHERE error IS NOT NULL').length).toBeGreaterThan(0);
    expect(world.logLines.length).toBeGreaterThan(3);
    expect(Object.values({ ...secrets, ...personal }).filter((value) => value.length < 3)).toEqual([]);
    expect(Object.keys(personal).length).toBeGreaterThan(40);
  });

  test.each([
    'api_log',
    'alerts',
    'jobs',
    'job_runs',
    'audit_log',
    'cron_ticks',
    'order_events',
    'connections',
  ])('left no secret in %s', (table) => {
    expect(leaks(everything(table), secrets)).toEqual([]);
  });

  test('left no secret with the message', () => {
    expect(leaks(everything('webhook_messages'), secrets)).toEqual([]);
  });

  test.each(['api_log', 'alerts', 'jobs', 'job_runs', 'audit_log', 'cron_ticks', 'order_events'])(
    'left no buyer in %s',
    (table) => {
      expect(leaks(everything(table), personal)).toEqual([]);
    },
  );

  test('left neither secret nor buyer in the log', () => {
    expect(leaks(world.logLines.join('\n'), { ...secrets, ...personal })).toEqual([]);
  });
});
