import { expect, test } from 'vitest';
import { hour } from '../../../src/kit/clock.ts';
import { ask } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { addCompany, addMember } from '../../support/members.ts';

async function company() {
  const world = createTestHouse();
  const { token, tenantId, owner, slug } = await addCompany(world);
  const send = (method: string, path: string, body?: object) =>
    ask(world.app, path, { method, token, ...(body === undefined ? {} : { body }) });
  const log = async (query = '') => (await send('GET', `/v1/audit-log${query}`)).json as Log;
  return { world, token, tenantId, owner, slug, send, log };
}

interface Log {
  items: {
    id: string;
    at: string;
    actor: string;
    action: string;
    target: string;
    detail: Record<string, unknown>;
  }[];
  nextCursor: string | null;
}

test('each change that a person makes is written down: who, what, to whom', async () => {
  const { world, tenantId, owner, slug, send, log } = await company();
  const member = await addMember(world, tenantId, 'operator');
  const webhook = { name: 'ordini', secret: 'segreto', events: ['STATUS_ORDER'] };
  const made = await send('POST', '/v1/webhooks', webhook);
  const at = `/v1/webhooks/${made.at('id')}`;
  await send('PATCH', at, { active: false });
  await send('POST', `${at}/rotate`, { secret: 'altro', keepPreviousForHours: 0 });
  await send('DELETE', at);
  const key = await send('POST', '/v1/api-keys', { name: 'Magazzino', role: 'operator' });
  await send('DELETE', `/v1/api-keys/${key.at('id')}`);
  const invited = await send('POST', '/v1/invitations', { email: 'b@example.it', role: 'operator' });
  await send('DELETE', `/v1/invitations/${invited.at('id')}`);
  await send('PATCH', `/v1/people/${member.id}`, { role: 'administrator' });
  await send('DELETE', `/v1/people/${member.id}`);
  await send('PUT', '/v1/connections/poleepo', { clientId: 'c', clientSecret: 's', active: true });
  await send('PATCH', '/v1/tenant', { company: 'Nuovo nome' });
  const { items } = await log();
  expect(new Set(items.map(({ actor }) => actor))).toEqual(new Set([owner.email]));
  expect(items.map(({ action, target }) => `${action} ${target}`).toSorted()).toEqual(
    [
      'webhook.create ordini',
      'webhook.change ordini',
      'webhook.rotate ordini',
      'webhook.remove ordini',
      'api-key.create Magazzino',
      'api-key.revoke Magazzino',
      'person.invite b@example.it',
      'person.uninvite b@example.it',
      `person.change-role ${member.email}`,
      `person.remove ${member.email}`,
      'connection.save poleepo',
      `company.change ${slug}`,
    ].toSorted(),
  );
});

test('what was refused, and what was only read, is not written down', async () => {
  const { send, log } = await company();
  await send('GET', '/v1/webhooks');
  await send('POST', '/v1/webhooks', { name: 'with blanks in it', secret: 's', events: ['STATUS_ORDER'] });
  await send('PUT', '/v1/connections/poleepo', { clientId: 'c', active: true });
  expect((await log()).items).toEqual([]);
});

test('the log comes in pages, newest first, and from a time on', async () => {
  const { world, send, log } = await company();
  for (const name of ['uno', 'due', 'tre']) {
    await send('POST', '/v1/api-keys', { name, role: 'operator' });
    await world.clock.advance(hour);
  }
  const first = await log('?limit=2');
  expect(first.items.map(({ target }) => target)).toEqual(['tre', 'due']);
  const second = await log(`?limit=2&cursor=${first.nextCursor}`);
  expect([second.items.map(({ target }) => target), second.nextCursor]).toEqual([['uno'], null]);
  const recent = await log('?since=2026-06-03T09:30:00Z');
  expect(recent.items.map(({ target }) => target)).toEqual(['tre']);
});

test('the log shows nothing of another company', async () => {
  const { world, send } = await company();
  await send('POST', '/v1/api-keys', { name: 'uno', role: 'operator' });
  const other = await addCompany(world);
  const seen = await ask(world.app, '/v1/audit-log', { token: other.token });
  expect(seen.json).toEqual({ items: [], nextCursor: null });
});
