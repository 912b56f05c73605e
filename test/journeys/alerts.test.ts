import { describe, expect, it } from 'vitest';
import { day, hour, minute, toIso } from '../../src/kit/clock.ts';
import type { PersonId } from '../../src/trade/ids.ts';
import { World } from '../support/world/world.ts';

async function pass(world: World, ms: number): Promise<void> {
  await world.time.run(() => false, ms);
}

interface AlertRow {
  kind: string;
  subject: string;
  closed_at: number | null;
  told_at: number | null;
}

function alerts(world: World, kind: string): AlertRow[] {
  return world.rows<AlertRow>(`SELECT * FROM alerts WHERE kind = '${kind}' ORDER BY raised_at`);
}

/** Somebody with a proven address, in the first company of a world. */
function addPerson(
  world: World,
  person: { email: string; role: string; verified?: boolean; locale?: string },
): void {
  const { email, role, verified = true, locale = 'it' } = person;
  const id = `per_${email}` as PersonId;
  const add = world.sqlite.prepare(
    'INSERT INTO people (id, email, password_hash, locale, email_verified_at, created_at) VALUES (?, ?, ?, ?, ?, 1)',
  );
  add.run(id, email, 'x', locale, verified ? 1 : null);
  world.sqlite
    .prepare('INSERT INTO memberships (tenant_id, person_id, role, created_at) VALUES (?, ?, ?, 1)')
    .run(world.first().id, id, role);
}

function mails(world: World): { recipient: string; subject: string; body: string }[] {
  return world.rows(
    "SELECT recipient, subject, body FROM mails WHERE kind = 'alert' ORDER BY created_at, recipient",
  );
}

describe('webhooks that fall silent', () => {
  it('raise one alert once polling finds what they did not tell, which closes when one comes', async () => {
    const world = await World.open({ seed: 81, version: 18 });
    await world.poleepo.control.makeOrders({ count: 1, kind: 'canceled', notify: true });
    await pass(world, 7 * hour);
    expect(alerts(world, 'webhook-silence')).toEqual([]);
    await world.poleepo.control.makeOrders({ count: 1, kind: 'canceled' });
    await pass(world, 20 * minute);
    expect(alerts(world, 'webhook-silence')).toMatchObject([{ closed_at: null }]);
    await pass(world, 2 * hour);
    expect(alerts(world, 'webhook-silence')).toHaveLength(1);
    await world.poleepo.control.makeOrders({ count: 1, kind: 'canceled', notify: true });
    await pass(world, 11 * minute);
    expect(alerts(world, 'webhook-silence')).toMatchObject([{ closed_at: expect.any(Number) }]);
  });
});

describe('a side that stays down', () => {
  it('raises an alert after half an hour, which closes when it answers again', async () => {
    const world = await World.open({ seed: 82, version: 18 });
    world.poleepo.control.setOutage({ down: true });
    await pass(world, 25 * minute);
    expect(alerts(world, 'side-paused')).toEqual([]);
    await pass(world, 25 * minute);
    expect(alerts(world, 'side-paused')).toMatchObject([{ closed_at: null }]);
    world.poleepo.control.setOutage({ down: false });
    await pass(world, 20 * minute);
    expect(alerts(world, 'side-paused')).toMatchObject([{ closed_at: expect.any(Number) }]);
  });
});

describe("Odoo's key", () => {
  it.each([
    [16, 0],
    [17, 0],
    [18, 1],
    [19, 1],
  ] as const)(
    'of version %i is warned of %i times in the last fortnight of its 90 days',
    async (version, times) => {
      const world = await World.open({ seed: 83, version, crons: ['process-webhook-queue', 'keep-watch'] });
      const settings = JSON.stringify({ url: 'http://odoo.test', version });
      world.sqlite
        .prepare("UPDATE connections SET settings = ?, keyed_at = ? WHERE side = 'odoo'")
        .run(settings, world.time.now() - 75 * day);
      await pass(world, 10 * hour);
      expect(alerts(world, 'key-expires')).toEqual([]);
      await pass(world, day);
      expect(alerts(world, 'key-expires')).toHaveLength(times);
    },
  );

  it('that is replaced ends the warning', async () => {
    const world = await World.open({ seed: 84, version: 18 });
    world.sqlite.exec(
      `UPDATE connections SET settings = '{"version":18}', keyed_at = ${world.time.now() - 80 * day} WHERE side = 'odoo'`,
    );
    await pass(world, 11 * minute);
    expect(alerts(world, 'key-expires')).toMatchObject([{ closed_at: null }]);
    await world.replaceOdooKey('beef000000000000000000000000000000000002');
    await pass(world, 11 * minute);
    expect(alerts(world, 'key-expires')).toMatchObject([{ closed_at: expect.any(Number) }]);
  });
});

describe('due work that nobody begins', () => {
  it('raises an alert by the cron, which the lane closes once it is awake', async () => {
    const world = await World.open({ seed: 85, version: 18 });
    world.queue = { lose: 1, double: 0, mostDelayMs: 20 };
    await pass(world, 40 * minute);
    expect(alerts(world, 'lane-not-woken')).toMatchObject([{ closed_at: null }]);
    world.queue = { lose: 0, double: 0, mostDelayMs: 20 };
    await pass(world, 2 * minute);
    expect(alerts(world, 'lane-not-woken')).toMatchObject([{ closed_at: expect.any(Number) }]);
  });
});

describe('new alerts', () => {
  it('are told once, to owners and administrators with a proven address, in their own language', async () => {
    const world = await World.open({ seed: 86, version: 18 });
    addPerson(world, { email: 'titolare@example.it', role: 'owner' });
    addPerson(world, { email: 'admin@example.com', role: 'administrator', locale: 'en' });
    addPerson(world, { email: 'magazzino@example.it', role: 'operator' });
    addPerson(world, { email: 'nessuno@example.it', role: 'owner', verified: false });
    const { notices } = world.house().storesOf({ id: world.first().id, shard: 'main' });
    const raise = async (subject: string) => {
      const job = world.sqlite.prepare(
        "INSERT INTO jobs (id, tenant_id, kind, subject, state, priority, due_at, created_at, updated_at) VALUES (?, ?, 'import-order', ?, 'failed', 1, 1, 1, 1)",
      );
      job.run(`job_${subject}`, world.first().id, subject);
      const now = world.time.now();
      await notices.raise({ id: `alert_${subject}`, kind: 'job-failed', subject, detail: {}, now });
    };
    await raise('order:1');
    await raise('order:2');
    await pass(world, 30 * minute);
    expect(mails(world)).toMatchObject([
      { recipient: 'admin@example.com', subject: expect.stringContaining('Job failed: order:1') },
      { recipient: 'titolare@example.it', subject: expect.stringContaining('Lavoro fallito: order:1') },
    ]);
    expect(mails(world)[1]?.body).toContain('Lavoro fallito: order:2');
    await raise('order:3');
    await pass(world, 20 * minute);
    expect(mails(world)).toHaveLength(2);
    await pass(world, 30 * minute);
    expect(mails(world)).toHaveLength(4);
    await pass(world, 3 * hour);
    expect(mails(world)).toHaveLength(4);
  });

  it('of a failed job close once no job of its subject has failed any more', async () => {
    const world = await World.open({ seed: 87, version: 18 });
    const { notices } = world.house().storesOf({ id: world.first().id, shard: 'main' });
    await notices.raise({
      id: 'alert_1',
      kind: 'job-failed',
      subject: 'order:1',
      detail: {},
      now: world.time.now(),
    });
    await pass(world, 11 * minute);
    const [alert] = alerts(world, 'job-failed');
    expect(toIso(alert?.closed_at ?? 0)).toMatch(/^2026-06-03T08:03:00/);
  });
});
