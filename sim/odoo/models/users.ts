import { boolean, char, many2many, many2one } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { type OdooVersion, text, shown } from '../engine/value.ts';

/** Users; passwords and keys are kept outside the tables, so that nobody can read them. */
export function usersModel(version: OdooVersion): Model {
  const groups = version >= 19 ? 'group_ids' : 'groups_id';
  return defineModel({
    name: 'res.users',
    description: 'User',
    className: 'Users',
    order: 'name, login',
    acl: { 'base.group_user': 'r', 'base.group_erp_manager': 'rwcu' },
    inherits: { model: 'res.partner', via: 'partner_id' },
    display: (env, row) => text(env.follow('res.users', row, 'partner_id')?.['name']),
    fields: {
      login: char('Login', { required: true, index: true }),
      active: boolean('Active', { default: true }),
      share: boolean('Share User', { default: false, readonly: true }),
      partner_id: many2one('Related Partner', 'res.partner', { required: true }),
      company_id: many2one('Company', 'res.company', { required: true, default: (env) => env.company }),
      company_ids: many2many('Companies', 'res.company'),
      [groups]: many2many('Groups', 'res.groups'),
    },
    methods: {
      has_group: {
        on: version >= 18 ? 'records' : 'model',
        params: ['group_ext_id'],
        run: ({ env, args }) => env.hasGroup(shown(args['group_ext_id'])),
      },
      context_get: {
        on: 'model',
        params: [],
        run: ({ env }) => {
          const partner = env.follow('res.users', env.user, 'partner_id');
          return {
            lang: text(partner?.['lang']) || 'en_US',
            tz: text(partner?.['tz']) || false,
            uid: env.uid,
          };
        },
      },
    },
  });
}
