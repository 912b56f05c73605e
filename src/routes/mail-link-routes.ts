import { z } from 'zod';
import { askPasswordReset, resetPassword } from '../tenants/reset-password.ts';
import { verifyEmail } from '../tenants/verify-email.ts';
import { entranceProblem } from './entrance-problems.ts';
import * as fields from './fields.ts';
import { publicRoute, type RouteModule } from './route.ts';

const tag = 'Entrance';

const verify = publicRoute({
  method: 'post',
  path: '/v1/email-verifications',
  summary: 'Prove an address by the token that was mailed to it',
  tag,
  publicBecause: 'The mailed token says who it is.',
  body: z.strictObject({ token: fields.mailToken }),
  example: { body: { token: 'x'.repeat(43) } },
  handle: async ({ house, body }) => {
    const { outcome } = await verifyEmail(house, body.token);
    if (outcome === 'refused') throw entranceProblem('link-refused');
  },
});

const ask = publicRoute({
  method: 'post',
  path: '/v1/password-resets',
  summary: 'Have a link to choose a new password mailed; the answer is the same for any address',
  tag,
  publicBecause: 'Whoever has lost a password cannot sign in.',
  body: z.strictObject({ email: fields.email }),
  example: { body: { email: 'titolare@example.it' } },
  status: 202,
  handle: ({ house, body, address }) => askPasswordReset(house, { ...body, address }),
});

const reset = publicRoute({
  method: 'put',
  path: '/v1/password-resets',
  summary: 'Choose a new password by the mailed token; all sessions end',
  tag,
  publicBecause: 'The mailed token says who it is.',
  body: z.strictObject({ token: fields.mailToken, password: fields.newPassword }),
  example: { body: { token: 'x'.repeat(43), password: 'una frase che ricordo' } },
  handle: async ({ house, body }) => {
    const { outcome } = await resetPassword(house, body);
    if (outcome === 'refused') throw entranceProblem('link-refused');
  },
});

export const mailLinkRoutes: RouteModule = [verify, ask, reset];
