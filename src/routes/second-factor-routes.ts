import { z } from 'zod';
import {
  confirmSecondFactor,
  disableSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from '../tenants/second-factor.ts';
import { checkOwnPassword } from '../tenants/reset-password.ts';
import { entranceProblem } from './entrance-problems.ts';
import * as fields from './fields.ts';
import { personRowOf } from './person.ts';
import { type MemberEntry, route, type RouteModule } from './route.ts';

const tag = 'Account';
const own = { role: 'read-only', who: 'people', tag } as const;
const withPassword = z.strictObject({ password: fields.password });
const example = { body: { password: 'una frase che ricordo' } };
const codes = z.object({ recoveryCodes: z.array(z.string()) });

const setUp = route({
  ...own,
  method: 'post',
  path: '/v1/me/second-factor',
  summary: 'Get a secret for an authenticator app; in use once a code has been confirmed',
  body: withPassword,
  example,
  status: 201,
  answer: z.object({ secret: z.string(), uri: z.string() }),
  handle: async (entry) => {
    const person = await confirmed(entry, entry.body.password);
    const proposed = await setUpSecondFactor(entry.house, person);
    if (proposed === null) throw entranceProblem('already-on');
    return proposed;
  },
});

const confirm = route({
  ...own,
  method: 'post',
  path: '/v1/me/second-factor/confirm',
  summary: 'Put the second factor to use; answers the recovery codes, this once',
  body: z.strictObject({ code: fields.code }),
  example: { body: { code: '123456' } },
  answer: codes,
  handle: async (entry) => {
    const result = await confirmSecondFactor(entry, await personRowOf(entry), entry.body.code);
    if (result === null) throw entranceProblem('wrong-code');
    return result;
  },
});

const renew = route({
  ...own,
  method: 'post',
  path: '/v1/me/second-factor/recovery-codes',
  summary: 'Ten new recovery codes in the place of the old ones',
  body: withPassword,
  example,
  answer: codes,
  handle: async (entry) => {
    const { id } = await confirmed(entry, entry.body.password);
    return renewRecoveryCodes(entry.house, id);
  },
});

const disable = route({
  ...own,
  method: 'post',
  path: '/v1/me/second-factor/disable',
  summary: 'Turn the second factor off',
  body: withPassword,
  example,
  handle: async (entry) => {
    const { id } = await confirmed(entry, entry.body.password);
    await disableSecondFactor(entry, id);
  },
});

export const secondFactorRoutes: RouteModule = [setUp, confirm, renew, disable];

async function confirmed(entry: MemberEntry, password: string) {
  const person = await personRowOf(entry);
  if (!(await checkOwnPassword(entry.house, person, password))) throw entranceProblem('wrong-password');
  return person;
}
