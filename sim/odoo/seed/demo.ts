import type { Database } from '../engine/database.ts';
import { Env } from '../engine/env.ts';
import { nameRecord } from '../engine/external-ids.ts';
import { create } from '../engine/orm.ts';
import type { Vals } from '../engine/value.ts';
import { commonPlaces } from '../models/locations.ts';
import type { Secrets } from '../rpc/secrets.ts';
import { seedGroups } from './groups.ts';
import { seedPeople } from './people.ts';
import { countries, isInUnion, italianProvinces } from './places.ts';
import { seededRandom } from './random.ts';
import { seedShop } from './shop.ts';

/** The companies of the demonstration database. */
export const demoCompanies = {
  american: { id: 1, name: 'My Company (San Francisco)' },
  italian: { id: 2, name: 'Demo Italia S.r.l.' },
} as const;

/** Fills an empty database; the same seed makes the same one. */
export function seedDemo(db: Database, secrets: Secrets, seed: number): void {
  const transaction = { snapshot: 0, keys: new Set<string>(), conflict: false };
  const context = { allowed_company_ids: [1, 2] };
  const env = new Env(db, transaction, { uid: 1, context, su: true });
  seedGroups(env, db.version);
  const places = seedPlaces(env);
  seedCompanies(env, places);
  seedLists(env);
  seedPeople(env, db.version, secrets);
  seedTrade(env, places);
  seedShop(env, seededRandom(seed));
  db.journal.commit();
}

interface Places {
  country: (code: string) => number;
  union: number[];
}

function seedPlaces(env: Env): Places {
  create(env, env.model('res.currency'), [
    { name: 'USD', symbol: '$' },
    { name: 'EUR', symbol: '€' },
  ]);
  const languageNames: Record<string, string> = { it_IT: 'Italian / Italiano', en_US: 'English (US)' };
  const languages = env.db.languages.map((code): Vals => ({
    name: languageNames[code] ?? code,
    code,
    iso_code: code.slice(0, 2),
  }));
  create(env, env.model('res.lang'), languages);
  const ids = create(
    env,
    env.model('res.country'),
    countries.map(([code, name]) => ({ code, name, vat_label: code === 'IT' ? 'VAT' : false })),
  );
  const byCode = new Map(countries.map(([code], at) => [code, ids[at] ?? 0]));
  const country = (code: string) => byCode.get(code) ?? 0;
  create(
    env,
    env.model('res.country.state'),
    italianProvinces.map(([code, name]) => ({ code, name, country_id: country('IT') })),
  );
  const union = countries.filter(([code]) => isInUnion(code)).map(([code]) => country(code));
  return { country, union };
}

function seedCompanies(env: Env, { country }: Places): void {
  const [first = 0, second = 0] = create(env, env.model('res.partner'), [
    { name: demoCompanies.american.name, is_company: true, country_id: country('US') },
    { name: demoCompanies.italian.name, is_company: true, country_id: country('IT'), city: 'Milano' },
  ]);
  create(
    env,
    env.model('res.company'),
    [
      { ...demoCompanies.american, partner_id: first, currency_id: 1, country_id: country('US') },
      {
        ...demoCompanies.italian,
        partner_id: second,
        currency_id: 2,
        country_id: country('IT'),
        // As the Italian chart of accounts sets it.
        tax_calculation_rounding_method: 'round_globally',
      },
    ].map(({ id: _id, ...vals }): Vals => vals),
  );
}

function seedLists(env: Env): void {
  create(env, env.model('uom.uom'), [{ name: 'Units' }]);
  create(env, env.model('crm.team'), [{ name: 'Sales' }]);
  for (const name of ['Amazon', 'eBay', 'Zalando']) create(env, env.model('utm.source'), [{ name }]);
  create(env, env.model('utm.medium'), [{ name: 'Marketplace' }]);
  const [order = 0] = create(env, env.model('ir.model'), [{ name: 'Sales Order', model: 'sale.order' }]);
  nameRecord(env, 'sale.model_sale_order', { model: 'ir.model', id: order });
  const [todo = 0] = create(env, env.model('mail.activity.type'), [{ name: 'To-Do' }]);
  nameRecord(env, 'mail.mail_activity_data_todo', { model: 'mail.activity.type', id: todo });
  seedSubtypes(env);
}

/** What tells a note from a message to the customer. */
function seedSubtypes(env: Env): void {
  for (const [key, name] of [
    ['mail.mt_comment', 'Discussions'],
    ['mail.mt_note', 'Note'],
  ] as const) {
    const [id = 0] = create(env, env.model('mail.message.subtype'), [{ name }]);
    nameRecord(env, key, { model: 'mail.message.subtype', id });
  }
}

const positions = {
  16: 'Regime Intra comunitario privato',
  17: 'Extra-EU (Private)',
  18: 'EU B2C',
  19: 'Domestic',
} as const;

function seedTrade(env: Env, { country, union }: Places): void {
  const { version } = env.db;
  const name = version === 16 ? 'Public Pricelist' : version === 17 ? 'Default EUR pricelist' : 'Default';
  create(env, env.model('product.pricelist'), [
    { name, company_id: 2, currency_id: 2 },
    { name: 'Default', company_id: 1, currency_id: 1 },
  ]);
  create(env, env.model('account.payment.term'), [{ name: 'Immediate Payment' }]);
  create(env, env.model('account.fiscal.position'), [
    {
      name: positions[version],
      company_id: 2,
      auto_apply: true,
      ...(version >= 19 ? { country_id: country('IT') } : { country_ids: [[6, 0, union]] }),
    },
  ]);
  const houses = [
    { name: demoCompanies.american.name, code: 'WH', company_id: 1 },
    { name: demoCompanies.italian.name, code: 'DI', company_id: 2 },
  ];
  create(
    env,
    env.model('account.journal'),
    [1, 2].flatMap((company_id) => [
      { name: 'Bank', type: 'bank', code: 'BNK1', company_id },
      { name: 'Cash', type: 'cash', code: 'CSH1', company_id },
    ]),
  );
  create(env, env.model('stock.location'), [...commonPlaces]);
  create(env, env.model('stock.warehouse'), houses);
}
