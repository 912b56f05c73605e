import { expect, test } from 'vitest';
import { rowsOf } from '../../support/marked-rows.ts';
import { type Answered, ask, signUp } from '../../support/api.ts';
import { createTestHouse } from '../../support/house.ts';
import { mailsTo } from '../../support/mailbox.ts';

const secrets = {
  password: 'la-password-di-anna-7731',
  odooKey: 'chiave-di-odoo-7732',
  poleepoSecret: 'segreto-di-poleepo-7733',
  webhookSecret: 'segreto-del-webhook-7734',
  nextWebhookSecret: 'segreto-seguente-7735',
  newPassword: 'la-nuova-password-7736',
};

/** A whole set-up of a company, with every answer that it got. */
async function everythingSetUp() {
  const world = createTestHouse();
  const { token, email } = await signUp(world.app, { email: 'anna@example.it', password: secrets.password });
  const answers: Answered[] = [];
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(world.app, path, { method, token, ...(body === undefined ? {} : { body }) });
    answers.push(answer);
    return answer;
  };
  const odoo = { url: 'https://odoo.example.com', database: 'b', login: 'l', apiKey: secrets.odooKey };
  await send('PUT', '/v1/connections/odoo', odoo);
  await send('PUT', '/v1/connections/odoo', { ...odoo, url: 'https://localhost' });
  await send('PUT', '/v1/connections/odoo', { ...odoo, surprise: secrets.odooKey, url: 7 });
  await send('PUT', '/v1/connections/poleepo', {
    clientId: 'c',
    clientSecret: secrets.poleepoSecret,
    active: true,
  });
  const webhook = { name: 'w', secret: secrets.webhookSecret, events: ['STATUS_ORDER'] };
  const made = await send('POST', '/v1/webhooks', webhook);
  await send('POST', '/v1/webhooks', webhook);
  await send('POST', `/v1/webhooks/${made.at('id')}/rotate`, { secret: secrets.nextWebhookSecret });
  await send('POST', '/v1/me/password', { current: secrets.password, password: secrets.newPassword });
  for (const path of [
    'me',
    'tenant',
    'people',
    'webhooks',
    'connections/odoo',
    'connections/poleepo',
    'audit-log',
    'api-keys',
    'invitations',
  ])
    expect((await send('GET', `/v1/${path}`)).status).toBe(200);
  return { world, email, token, answers };
}

test('no answer and no line of the log holds a secret that was given to us', async () => {
  const { world, answers } = await everythingSetUp();
  expect(answers.length).toBeGreaterThan(15);
  for (const secret of Object.values(secrets)) {
    for (const { text } of answers) expect(text).not.toContain(secret);
    expect(world.lines.join('\n')).not.toContain(secret);
  }
});

test('no row of the database holds a secret as it is', async () => {
  const { world, token } = await everythingSetUp();
  const rows = JSON.stringify(rowsOf(world.d1));
  expect(rows).toContain('anna@example.it');
  for (const secret of [...Object.values(secrets), token]) expect(rows).not.toContain(secret);
});

test('a mailed token is in its mail and in no other row', async () => {
  const { world, email } = await everythingSetUp();
  const { mails: _outbox, ...others } = rowsOf(world.d1);
  const [mail] = mailsTo(world, email);
  expect(mail?.token).toHaveLength(43);
  expect(JSON.stringify(others)).not.toContain(mail?.token);
});

test('a line of the log names a request’s route, not its path or its query', async () => {
  const world = createTestHouse();
  await ask(world.app, '/v1/webhooks/whk_abc?token=7737');
  expect(world.lines.join('\n')).toContain('/v1/webhooks/{id}');
  expect(world.lines.join('\n')).not.toMatch(/whk_abc|7737/);
});
