import { describe, expect, test } from 'vitest';
import { minute } from '../../../src/kit/clock.ts';
import { ask } from '../../support/api.ts';
import { createD1 } from '../../support/d1-over-sqlite.ts';
import { createTestHouse, type TestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';

const at = '/v1/connections/odoo/doorbell';

interface Bell extends TestHouse {
  tenantId: string;
  token: string;
  /** The path of the doorbell's address. */
  path: string;
}

async function addBell(world: TestHouse): Promise<Bell> {
  const { tenantId, token } = await addCompany(world);
  const made = await ask(world.app, `${at}/rotate`, { method: 'POST', token });
  return { ...world, tenantId, token, path: new URL(made.at('url')).pathname };
}

const ring = ({ app }: TestHouse, path: string, body?: string) =>
  ask(app, path, { method: 'POST', ...(body === undefined ? {} : { body }) });

const jobsOf = ({ rows }: TestHouse) =>
  rows('SELECT tenant_id, kind, subject, state, priority, asked_by FROM jobs ORDER BY id');

describe('a ring at the doorbell', () => {
  test('has products read now, and is answered at once and with nothing', async () => {
    const bell = await addBell(createTestHouse());
    const answer = await ring(bell, bell.path);
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(jobsOf(bell)).toEqual([
      {
        tenant_id: bell.tenantId,
        kind: 'generate-product-batches',
        subject: 'generate-product-batches',
        state: 'waiting',
        priority: 2,
        asked_by: null,
      },
    ]);
    expect(bell.woken).toEqual([{ tenantId: bell.tenantId, jobId: expect.any(String) }]);
  });

  test('joins the reading that waits: a storm of them makes one', async () => {
    const bell = await addBell(createTestHouse());
    const answers = await Promise.all(Array.from({ length: 50 }, () => ring(bell, bell.path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(jobsOf(bell)).toHaveLength(1);
    expect(new Set(bell.woken.map(({ jobId }) => jobId)).size).toBe(1);
  });

  test('is heard whatever comes with it', async () => {
    const bell = await addBell(createTestHouse());
    for (const body of ['', '{"half": ', 'x'.repeat(2_000_000)])
      expect((await ring(bell, bell.path, body)).status).toBe(202);
    expect(jobsOf(bell)).toHaveLength(1);
  });

  test('makes a reading due now that was to come later', async () => {
    const bell = await addBell(createTestHouse());
    await ring(bell, bell.path);
    bell.rows('UPDATE jobs SET due_at = ?', bell.clock.now() + 30 * minute);
    await ring(bell, bell.path);
    expect(bell.rows('SELECT due_at FROM jobs')).toEqual([{ due_at: bell.clock.now() }]);
  });

  test('is of its own company alone', async () => {
    const world = createTestHouse();
    const [mine, theirs] = [await addBell(world), await addBell(world)];
    await ring(world, mine.path);
    expect(jobsOf(world).map(({ tenant_id: id }) => id)).toEqual([mine.tenantId]);
    expect(mine.path).not.toBe(theirs.path);
    const shown = await ask(world.app, at, { token: theirs.token });
    expect(new URL(shown.at('url')).pathname).toBe(theirs.path);
  });

  test('at a suspended company is refused', async () => {
    const bell = await addBell(createTestHouse());
    await bell.house.directory.tenants.suspend(bell.tenantId as never, bell.clock.now());
    expect((await ring(bell, bell.path)).status).toBe(403);
    expect(jobsOf(bell)).toEqual([]);
  });
});

describe('an address that is no doorbell', () => {
  test.each(['/o/x', `/o/${'x'.repeat(22)}`, `/o/${'x'.repeat(65)}`, '/o/'])(
    'is answered 404 and has nothing done: %s',
    async (path) => {
      const bell = await addBell(createTestHouse());
      expect((await ring(bell, path)).status).toBe(404);
      expect([jobsOf(bell), bell.woken]).toEqual([[], []]);
    },
  );

  test('costs the one look that a doorbell costs, and a few lines a minute however often it is tried', async () => {
    const seen: string[] = [];
    const d1 = createD1(async (statements, run) => {
      seen.push(...statements);
      return run();
    });
    const bell = await addBell(createTestHouse({ d1 }));
    const looks = async (path: string) => {
      seen.length = 0;
      await ring(bell, path);
      return seen.filter((sql) => sql.includes('doorbells')).length;
    };
    expect([await looks(bell.path), await looks(`/o/${'x'.repeat(22)}`)]).toEqual([1, 1]);
    for (let time = 0; time < 30; time += 1) await ring(bell, `/o/${'y'.repeat(22)}`);
    expect(bell.lines.filter((line) => line.includes('doorbell refused')).length).toBeLessThanOrEqual(3);
  });
});

describe('the doorbell', () => {
  test('is made by whoever looks after connections, and shown to them alone', async () => {
    const world = createTestHouse();
    const { tenantId, token } = await addCompany(world);
    expect((await ask(world.app, at, { token })).json).toEqual({ url: null, createdAt: null });
    const made = await ask(world.app, `${at}/rotate`, { method: 'POST', token });
    expect(made.at('url')).toMatch(/^https:\/\/ponte\.example\.com\/o\/[A-Za-z0-9_-]{22}$/);
    expect((await ask(world.app, at, { token })).json).toEqual(made.json);
    const operator = await addMember(world, tenantId, 'operator');
    expect((await ask(world.app, at, { token: operator.token })).status).toBe(403);
  });

  test('that is made anew is good from then on, and the one before no more', async () => {
    const bell = await addBell(createTestHouse());
    const { token } = bell;
    const next = await ask(bell.app, `${at}/rotate`, { method: 'POST', token });
    expect((await ring(bell, bell.path)).status).toBe(404);
    expect((await ring(bell, new URL(next.at('url')).pathname)).status).toBe(202);
    const actions = bell.rows(
      "SELECT action, target FROM audit_log WHERE action LIKE 'doorbell%' ORDER BY rowid",
    );
    expect(actions).toEqual([
      { action: 'doorbell.create', target: 'odoo' },
      { action: 'doorbell.rotate', target: 'odoo' },
    ]);
  });

  test('is named by no line of the log', async () => {
    const bell = await addBell(createTestHouse());
    await ring(bell, bell.path);
    expect(bell.lines.join('\n')).toContain('/o/{bellKey}');
    expect(bell.lines.join('\n')).not.toContain(bell.path);
  });
});
