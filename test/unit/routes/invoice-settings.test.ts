import { expect, test } from 'vitest';
import { toIso } from '../../../src/kit/clock.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany } from '../../support/members.ts';

async function openCompany() {
  const world = createTestHouse();
  const { token } = await addCompany(world);
  const send = (method: string, path: string, body?: unknown) =>
    ask(world.app, path, { method, token, ...(body === undefined ? {} : { body }) });
  return { clock: world.clock, send, now: () => world.clock.now() };
}

const path = '/v1/settings/invoices';

test('a rule begins with the orders that come in from the moment on in which it is chosen', async () => {
  const { send, now, clock } = await openCompany();
  expect((await send('GET', path)).json).toMatchObject({ rule: 'never', ruleFrom: null });
  await clock.advance(5000);
  const begun = toIso(now());
  expect((await send('PUT', path, { rule: 'on-request' })).json).toMatchObject({ ruleFrom: begun });
  await clock.advance(5000);
  expect((await send('PUT', path, { rule: 'on-delivery' })).json).toMatchObject({ ruleFrom: begun });
  await send('PUT', path, { rule: 'never' });
  await clock.advance(5000);
  expect((await send('PUT', path, { rule: 'on-delivery' })).json).toMatchObject({ ruleFrom: toIso(now()) });
});

test('a rule may be told from when on it is', async () => {
  const { send } = await openCompany();
  const chosen = { rule: 'on-delivery', ruleFrom: '2026-01-01T00:00:00Z' };
  expect((await send('PUT', path, chosen)).json).toMatchObject(chosen);
});

test('somebody who has the house look gets its job, the same while it waits', async () => {
  const { send } = await openCompany();
  const first = await send('POST', '/v1/invoices/find');
  expect(first.status).toBe(202);
  expect((await send('POST', '/v1/invoices/find')).json).toEqual(first.json);
});
