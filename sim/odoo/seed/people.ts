import type { Env } from '../engine/env.ts';
import { create } from '../engine/orm.ts';
import type { OdooVersion } from '../engine/value.ts';
import type { Secrets } from '../rpc/secrets.ts';
import { adminGroups, runtimeGroups } from './groups.ts';

export interface DemoAccess {
  login: string;
  password?: string;
  apiKey: string;
}

/** Who can sign in to the demonstration database. */
export const demoAccess = {
  admin: {
    login: 'admin',
    password: 'admin',
    apiKey: 'ad0000000000000000000000000000000000cafe',
  },
  /** The integration's user: it may do what an order needs, in the Italian company. */
  ponte: { login: 'ponte@example.com', apiKey: '5e1f00d000000000000000000000000000000001' },
  /** Sees its own orders only. */
  sales: { login: 'vendite@example.com', apiKey: '5e1f00d000000000000000000000000000000002' },
  /** May look around, and nothing else. */
  internal: { login: 'interno@example.com', apiKey: '5e1f00d000000000000000000000000000000003' },
} as const satisfies Record<string, DemoAccess>;

interface Person {
  login: string;
  name: string;
  groups: readonly string[];
  companies: readonly number[];
  active?: boolean;
}

const people: readonly Person[] = [
  { login: '__system__', name: 'OdooBot', groups: [], companies: [1, 2], active: false },
  { login: demoAccess.admin.login, name: 'Mitchell Admin', groups: adminGroups, companies: [1, 2] },
  { login: demoAccess.ponte.login, name: 'Ponte', groups: runtimeGroups, companies: [2] },
  {
    login: demoAccess.sales.login,
    name: 'Vendite Demo',
    groups: ['sales_team.group_sale_salesman', 'base.group_partner_manager'],
    companies: [2],
  },
  { login: demoAccess.internal.login, name: 'Interno Demo', groups: ['base.group_user'], companies: [2] },
];

/** Makes the users and hands out their secrets. OdooBot is 1, the administrator 2. */
export function seedPeople(env: Env, version: OdooVersion, secrets: Secrets): void {
  for (const person of people) {
    const extra = version >= 19 && person.login === 'admin' ? ['product.group_product_manager'] : [];
    const groups = [...person.groups, ...extra].flatMap((group) => env.ref(group) ?? []);
    create(env, env.model('res.users'), [
      {
        login: person.login,
        name: person.name,
        email: person.login.includes('@') ? person.login : 'admin@example.com',
        lang: 'en_US',
        tz: 'Europe/Rome',
        active: person.active ?? true,
        company_id: person.companies[0] ?? 1,
        company_ids: [[6, 0, [...person.companies]]],
        [env.db.dialect.userGroups]: [[6, 0, groups]],
      },
    ]);
  }
  for (const access of Object.values<DemoAccess>(demoAccess)) {
    if (access.password !== undefined) secrets.setPassword(access.login, access.password);
    secrets.setKey(access.login, access.apiKey);
  }
}
