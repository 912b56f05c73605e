import { checkAccess, checkRules } from '../engine/access.ts';
import type { Env } from '../engine/env.ts';
import { accessError } from '../engine/errors.ts';
import {
  boolean,
  char,
  date,
  html,
  integer,
  many2many,
  many2one,
  related,
  selection,
} from '../engine/fields.ts';
import { defineModel, type Call, type Field, type Method, type Model } from '../engine/model.ts';
import { create, unlink, write } from '../engine/orm.ts';
import { type Json, type OdooVersion, refOf, text } from '../engine/value.ts';
import { attachmentModel } from './attachments.ts';
import { readOnly } from './base.ts';

const messageTypes = [
  ['comment', 'Comment'],
  ['notification', 'System notification'],
  ['email', 'Email'],
] as const;

/** The chatter's fields of a model. */
export function mailFields(model: string): Record<string, Field> {
  return {
    message_partner_ids: many2many('Followers (Partners)', 'res.partner', { unsorted: true }),
    message_ids: {
      type: 'one2many',
      string: 'Messages',
      relation: 'mail.message',
      readonly: true,
      compute: (env, row) =>
        [...env.table('mail.message').lookup('res_id', row.id)]
          .filter((id) => env.row('mail.message', id)?.['model'] === model)
          .toSorted((a, b) => b - a),
    },
  };
}

/** The chatter's methods. Until 18 a message is an id, from 19 on a list with one. */
export function mailMethods(version: OdooVersion): Record<string, Method> {
  const post: Method = {
    on: 'records',
    params: [],
    open: true,
    run: ({ env, model, ids, args }) => {
      const [id] = ids;
      const row = env.get(model.name, id ?? 0);
      const message = create(env.sudo(), env.model('mail.message'), [
        {
          model: model.name,
          res_id: row.id,
          body: bodyOf(args, version),
          subject: args['subject'] ?? false,
          message_type: args['message_type'] ?? 'notification',
          subtype_id: subtypeOf(env, args) ?? false,
          author_id: refOf(env.user['partner_id']) ?? false,
          attachment_ids: args['attachment_ids'] ?? [],
        },
      ]);
      return version >= 19 ? message : (message[0] ?? false);
    },
  };
  return { message_post: post };
}

const subtypeOf = (env: Env, args: Record<string, Json>): number | undefined =>
  env.ref(typeof args['subtype_xmlid'] === 'string' ? args['subtype_xmlid'] : 'mail.mt_note');

/** 17 and later escape a text unless told that it is HTML; 16 takes HTML. */
function bodyOf(args: Record<string, Json>, version: OdooVersion): string {
  const body = typeof args['body'] === 'string' ? args['body'] : '';
  if (version === 16 || args['body_is_html'] === true) return body;
  const escaped = body
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
  return `<p>${escaped}</p>`;
}

const message = (version: OdooVersion) =>
  defineModel({
    name: 'mail.message',
    description: 'Message',
    className: 'Message',
    order: 'id desc',
    recName: 'subject',
    acl: { 'base.group_user': 'rwcu' },
    fields: {
      subject: char('Subject'),
      body: html('Contents'),
      model: char('Related Document Model'),
      res_id: integer('Related Document ID', { index: true }),
      message_type: selection('Type', messageTypes, { required: true, default: 'email' }),
      subtype_id: many2one('Subtype', 'mail.message.subtype'),
      author_id: many2one('Author', 'res.partner', { default: (env) => env.user['partner_id'] ?? null }),
      attachment_ids: many2many('Attachments', 'ir.attachment'),
    },
    hooks: {
      prepare: (env, vals) => {
        const { model, res_id: id } = vals;
        if (typeof model === 'string' && typeof id === 'number') checkDocument(env, model, id);
        return vals;
      },
      beforeWrite: (env, _rows, vals) => {
        const moves = 'model' in vals || 'res_id' in vals;
        if (version >= 18 && moves && !env.su && !env.hasGroup('base.group_system')) {
          throw accessError("Only administrators can modify 'model' and 'res_id' fields.");
        }
        return vals;
      },
    },
  });

/** Who may not change a document may write nothing beside it. */
function checkDocument(env: Env, name: string, id: number): void {
  const row = env.get(name, id);
  const model = env.model(name);
  checkAccess(env, model, 'write');
  checkRules(env, model, { rows: [row], operation: 'write' });
}

const subtype = () =>
  defineModel({
    name: 'mail.message.subtype',
    description: 'Message subtypes',
    acl: readOnly,
    fields: { name: char('Message Type', { required: true }) },
  });

const activity = (version: OdooVersion) =>
  defineModel({
    name: 'mail.activity',
    description: 'Activity',
    className: 'MailActivity',
    order: 'date_deadline ASC, id ASC',
    recName: 'summary',
    acl: { 'base.group_user': 'rwcu' },
    fields: {
      summary: char('Summary'),
      note: html('Note'),
      date_deadline: date('Due Date', { required: true, default: (env) => env.db.timestamp().slice(0, 10) }),
      user_id: many2one('Assigned to', 'res.users', { required: true, default: (env) => env.uid }),
      activity_type_id: many2one('Activity Type', 'mail.activity.type', { ondelete: 'restrict' }),
      res_model_id: many2one('Document Model', 'ir.model', { required: true, ondelete: 'cascade' }),
      res_model: related(char('Related Document Model'), 'res_model_id.model'),
      res_id: integer('Related Document ID', { index: true }),
      ...(version >= 17 ? { active: boolean('Active', { default: true }) } : {}),
    },
    methods: {
      action_feedback: {
        on: 'records',
        params: [
          ['feedback', false],
          ['attachment_ids', null],
        ],
        run: markDone,
      },
    },
  });

/** Until 18 what is done is deleted, with its external id; 19 archives it. */
function markDone({ env, model, ids, args }: Call): number | false {
  const rows = ids.map((id) => env.get(model.name, id));
  const messages = rows.flatMap((row) =>
    create(env.sudo(), env.model('mail.message'), [
      {
        model: text(env.follow('mail.activity', row, 'res_model_id')?.['model']),
        res_id: Number(row['res_id']),
        body: typeof args['feedback'] === 'string' ? args['feedback'] : '',
        message_type: 'notification',
        author_id: refOf(env.user['partner_id']) ?? false,
      },
    ]),
  );
  if (env.db.version >= 19) write(env, model, { ids, vals: { active: false } });
  else unlink(env, model, ids);
  return messages[0] ?? false;
}

const activityType = () =>
  defineModel({
    name: 'mail.activity.type',
    description: 'Activity Type',
    className: 'MailActivityType',
    order: 'sequence, id',
    acl: readOnly,
    fields: {
      name: char('Name', { required: true }),
      sequence: integer('Sequence', { default: 10 }),
      active: boolean('Active', { default: true }),
    },
  });

export const mailModels = (version: OdooVersion): Model[] => [
  subtype(),
  message(version),
  activityType(),
  activity(version),
  attachmentModel(version),
];
