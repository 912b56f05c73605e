import { z } from 'zod';
import { acceptInvitation } from '../tenants/accept-invitation.ts';
import { signUp } from '../tenants/sign-up.ts';
import { entranceProblem } from './entrance-problems.ts';
import * as fields from './fields.ts';
import { publicRoute, type RouteModule } from './route.ts';

const entered = z.object({ tenant: z.object({ id: z.string(), slug: z.string() }), token: z.string() });

export const signUpRoutes: RouteModule = [
  publicRoute({
    method: 'post',
    path: '/v1/signup',
    summary: 'Sign a company up; its owner is signed in at once',
    tag: 'Entrance',
    publicBecause: 'Whoever signs up has no account yet.',
    body: z.strictObject({
      company: fields.company,
      email: fields.email,
      password: fields.newPassword,
      locale: fields.locale.default('it'),
    }),
    example: {
      body: {
        company: 'Bottega Esempio',
        email: 'titolare@example.it',
        password: 'una frase che ricordo',
        locale: 'it',
      },
    },
    status: 201,
    answer: entered,
    handle: ({ house, body, address }) => signUp(house, { ...body, address }),
  }),
  publicRoute({
    method: 'post',
    path: '/v1/invitations/accept',
    summary: 'Join a company by the token of an invitation',
    tag: 'Entrance',
    publicBecause: 'The mailed token says who it is.',
    body: z.strictObject({
      token: fields.mailToken,
      password: fields.newPassword,
      code: fields.code.optional(),
      locale: fields.locale.default('it'),
    }),
    example: { body: { token: 'x'.repeat(43), password: 'una frase che ricordo', locale: 'it' } },
    status: 201,
    answer: entered,
    handle: async ({ house, body, address }) => {
      const accepted = await acceptInvitation(house, { ...body, address });
      switch (accepted.outcome) {
        case 'joined':
          return accepted;
        case 'no-invitation':
          throw entranceProblem('link-refused');
        case 'refused':
          throw entranceProblem('sign-in-refused');
        case 'code-needed':
        case 'code-refused':
          throw entranceProblem(accepted.outcome);
      }
    },
  }),
];
