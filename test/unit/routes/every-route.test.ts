import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Route } from '../../../src/routes/route.ts';
import { atLeast, roles } from '../../../src/tenants/roles.ts';
import { type Answered, ask } from '../../support/api.ts';
import { addApiKey, addCompany, addMember } from '../../support/members.ts';
import { addMarkedRows, mark, rowsOfTenant } from '../../support/marked-rows.ts';
import {
  call,
  createHouseForRoutes,
  everyRoute,
  existing,
  idsOfExamples,
  memberRoutes,
  membersOf,
  publicRoutes,
  routesWithBody,
} from '../../support/route-calls.ts';

/** Status and code of a refusal, where it has the shape that all of them have. */
function refusal({ status, json, headers }: Answered) {
  const shape = z.strictObject({
    error: z.strictObject({
      code: z.string(),
      message: z.string().min(1),
      hint: z.string().min(1),
      requestId: z.literal(headers.get('x-request-id') ?? ''),
      members: z.array(z.strictObject({ member: z.string(), message: z.string() })).optional(),
    }),
  });
  return [status, shape.parse(json).error.code];
}

describe.each(everyRoute)('$title', ({ route }) => {
  test('is the only one of its method and path', () => {
    const same = everyRoute.filter(
      (other) => other.route.method === route.method && other.route.path === route.path,
    );
    expect(same).toHaveLength(1);
  });

  test('gives an example of each part of its path, and of its body', () => {
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
    expect(Object.keys(route.example?.params ?? {}).toSorted()).toEqual(names.toSorted());
    expect((route.body ?? z.undefined()).safeParse(route.example?.body).success).toBe(true);
  });

  test('does not fail by itself when it is called as its example says', async () => {
    const world = createHouseForRoutes();
    const { token } = await addCompany(world);
    const { status } = await call(world, route, { token });
    const refusedAtTheDoor = route.role === 'public' ? [] : [401, 403];
    expect([400, 413, 415, 500, 503, ...refusedAtTheDoor]).not.toContain(status);
  });
});

describe.each(publicRoutes)('$title, open to all,', ({ route }) => {
  test('says why', () => {
    expect(route).toHaveProperty('publicBecause', expect.stringMatching(/\w+ \w+ \w+/));
  });
});

describe.each(memberRoutes)('$title', ({ route }) => {
  test('refuses whoever shows no token, whatever they send', async () => {
    const world = createHouseForRoutes();
    expect(refusal(await call(world, route))).toEqual([401, 'not-signed-in']);
    const broken = route.method === 'get' ? {} : { body: '{"half": ' };
    expect(refusal(await call(world, route, broken))).toEqual([401, 'not-signed-in']);
  });

  test('refuses a token that is none of ours', async () => {
    const world = createHouseForRoutes();
    const { token } = await addCompany(world);
    const last = token.at(-2) === 'A' ? 'B' : 'A';
    const altered = `${token.slice(0, -2)}${last}${token.slice(-1)}`;
    for (const wrong of [altered, 'ponte_unknown', 'x'])
      expect(refusal(await call(world, route, { token: wrong }))).toEqual([401, 'not-signed-in']);
  });

  test('lets its own role in', async () => {
    const world = createHouseForRoutes();
    const { tenantId } = await addCompany(world);
    const { token } = await addMember(world, tenantId, route.role);
    const { status } = await call(world, route, { token });
    expect([401, 403]).not.toContain(status);
  });

  test('refuses the people of a suspended company', async () => {
    const world = createHouseForRoutes();
    const { tenantId, token } = await addCompany(world);
    await world.house.directory.tenants.suspend(tenantId, world.clock.now());
    expect(refusal(await call(world, route, { token }))).toEqual([403, 'suspended']);
  });

  test('lets an API key in only where it is not for people alone', async () => {
    const world = createHouseForRoutes();
    const { tenantId } = await addCompany(world);
    const answer = await call(world, route, { token: await addApiKey(world, tenantId, 'owner') });
    const kept = [401, 403].includes(answer.status) ? refusal(answer) : 'let in';
    expect(kept).toEqual(route.who === 'people' ? [403, 'people-only'] : 'let in');
  });

  test('neither shows nor changes anything of another company', async () => {
    const world = createHouseForRoutes();
    const theirs = await addCompany(world, { company: mark });
    addMarkedRows(world.d1, theirs.tenantId, idsOfExamples);
    const before = rowsOfTenant(world.d1, theirs.tenantId);
    const { token } = await addCompany(world);
    const params = Object.entries(route.example?.params ?? {}).map(([name, id]) => [name, existing(id)]);
    const answer = await call(world, route, { token, params: Object.fromEntries(params) });
    expect(answer.text).not.toContain(mark);
    expect(answer.text).not.toContain(theirs.tenantId);
    expect(rowsOfTenant(world.d1, theirs.tenantId)).toEqual(before);
    // A PUT may make what it names, in the caller's own company.
    expect(params.length > 0 && route.method !== 'put' ? answer.status : 404).toBe(404);
  });
});

describe.each(memberRoutes.filter(({ route }) => route.role !== roles[0]))('$title', ({ route }) => {
  test('refuses every role below its own, and changes nothing', async () => {
    const world = createHouseForRoutes();
    const { tenantId } = await addCompany(world);
    for (const role of roles.filter((one) => !atLeast(one, route.role))) {
      const { token } = await addMember(world, tenantId, role);
      const before = rowsOfTenant(world.d1, tenantId);
      expect(refusal(await call(world, route, { token }))).toEqual([403, 'too-small-role']);
      expect(rowsOfTenant(world.d1, tenantId)).toEqual(before);
    }
  });
});

async function callSigned(route: Route, given: { body: unknown; headers?: Record<string, string> }) {
  const world = createHouseForRoutes();
  const { token } = await addCompany(world);
  return call(world, route, { token, ...given });
}

describe.each(routesWithBody)('$title', ({ route }) => {
  test('refuses a body that is no JSON, is not declared as such, or is too large', async () => {
    expect(refusal(await callSigned(route, { body: '{"half": ' }))).toEqual([400, 'not-json']);
    const plain = { 'content-type': 'text/plain' };
    expect(refusal(await callSigned(route, { body: '{}', headers: plain }))).toEqual([415, 'not-json-type']);
    const large = JSON.stringify({ padding: 'x'.repeat(1024 * 1024) });
    expect(refusal(await callSigned(route, { body: large }))).toEqual([413, 'too-large']);
  });

  test('refuses a body that is no object', async () => {
    for (const body of ['null', '[]', '7', '"text"'])
      expect(refusal(await callSigned(route, { body }))).toEqual([400, 'invalid']);
  });
});

describe.each(routesWithBody.filter(({ route }) => membersOf(route.body).length > 0))(
  '$title',
  ({ route }) => {
    const example = route.example?.body as Record<string, unknown>;

    test('names the member of a body that is not as it must be', async () => {
      for (const member of membersOf(route.body)) {
        const answer = await callSigned(route, { body: { ...example, [member]: { no: 'such thing' } } });
        expect(refusal(answer)).toEqual([400, 'invalid']);
        const named = (answer.json as { error: { members: { member: string }[] } }).error.members;
        expect(named.map((one) => one.member.split('.')[0])).toContain(member);
      }
    });

    test('refuses a member that it does not know, by its name', async () => {
      const answer = await callSigned(route, { body: { ...example, surprise: 1 } });
      expect(refusal(answer)).toEqual([400, 'invalid']);
      expect(answer.text).toContain('surprise');
    });
  },
);

test('a path that is no route answers in the shape of every refusal', async () => {
  const { app } = createHouseForRoutes();
  const answer = await ask(app, '/v1/no-such-thing');
  expect(answer.status).toBe(404);
  expect(answer.at('error.code')).toBe('not-found');
  expect(answer.at('error.requestId')).toMatch(/^req_/);
});
