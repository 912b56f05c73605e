import { expect, test } from 'vitest';
import { demoClientId, demoClientSecret } from '../../../sim/poleepo/app.ts';
import { createBench } from './poleepo-client.ts';

const keys = { client_id: demoClientId, client_secret: demoClientSecret };

test('the demo keys have the form of real ones', () => {
  expect(demoClientId).toMatch(/^poleepo_[a-z0-9]{32}$/);
  expect(demoClientSecret).toMatch(/^plpscrt_[a-z0-9]{32}$/);
});

test('keys and the member "grant" buy a token of 3600 seconds', async () => {
  const { call } = createBench();
  const answer = await call('POST', '/oauth/access_token', {
    token: null,
    body: { ...keys, grant: 'client_credentials' },
  });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    data: { access_token: expect.stringMatching(/^[0-9a-f]{40}$/), duration: 3600 },
  });
});

test.each([
  ['grant_type instead of grant', { ...keys, grant_type: 'client_credentials' }, 422],
  ['another grant', { ...keys, grant: 'password' }, 422],
  ['no secret', { client_id: demoClientId, grant: 'client_credentials' }, 422],
  ['no JSON', 'client_id=1', 400],
  ['a wrong secret', { ...keys, client_secret: 'plpscrt_wrong', grant: 'client_credentials' }, 401],
  ['an unknown client', { ...keys, client_id: 'poleepo_unknown', grant: 'client_credentials' }, 401],
])('%s is refused', async (_what, body, status) => {
  const answer = await createBench().call('POST', '/oauth/access_token', { token: null, body });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ success: false, message: expect.any(String) });
});

test('a form is refused, since the body is JSON', async () => {
  const answer = await createBench().call('POST', '/oauth/access_token', {
    token: null,
    body: `client_id=${demoClientId}&client_secret=${demoClientSecret}&grant=client_credentials`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(415);
});

test('a token opens the API for its hour and not a second longer', async () => {
  const { call, clock, token } = createBench();
  const bearer = await token();
  clock.now += 3_599_000;
  expect((await call('GET', '/orders', { token: bearer })).status).toBe(200);
  clock.now += 1000;
  const late = await call('GET', '/orders', { token: bearer });
  expect(late.status).toBe(401);
  expect(late.json).toMatchObject({ success: false });
});

test('no token, a wrong one and another scheme are 401', async () => {
  const { call, token } = createBench();
  const bearer = await token();
  expect((await call('GET', '/orders', { token: null })).status).toBe(401);
  expect((await call('GET', '/orders', { token: 'made-up' })).status).toBe(401);
  const basic = await call('GET', '/orders', { token: null, headers: { authorization: `Basic ${bearer}` } });
  expect(basic.status).toBe(401);
});

test('tokens can be made to expire at once, those of one account only', async () => {
  const { call, sim, token } = createBench();
  const other = sim.control.createAccount();
  const [mine, theirs] = [await token(), await token(other)];
  sim.control.expireTokens();
  expect((await call('GET', '/orders', { token: mine })).status).toBe(401);
  expect((await call('GET', '/orders', { token: theirs })).status).toBe(200);
  expect((await call('GET', '/orders', { token: await token() })).status).toBe(200);
});

test('a key that is not enabled gets no token, and its tokens stop working', async () => {
  const { call, sim, token } = createBench();
  const bearer = await token();
  sim.control.changeAccount(demoClientId, { enabled: false });
  expect((await call('GET', '/orders', { token: bearer })).status).toBe(401);
  const refused = await call('POST', '/oauth/access_token', {
    token: null,
    body: { ...keys, grant: 'client_credentials' },
  });
  expect(refused.status).toBe(401);
});

test('a replaced secret no longer buys a token', async () => {
  const { call, sim } = createBench();
  sim.control.changeAccount(demoClientId, { clientSecret: `plpscrt_${'n'.repeat(32)}` });
  const refused = await call('POST', '/oauth/access_token', {
    token: null,
    body: { ...keys, grant: 'client_credentials' },
  });
  expect(refused.status).toBe(401);
});
