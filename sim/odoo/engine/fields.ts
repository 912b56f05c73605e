import type { Field, FieldType } from './model.ts';

type Options = Omit<Field, 'type' | 'string' | 'relation' | 'inverse' | 'selection'>;

function plain(type: FieldType) {
  return (string: string, options: Options = {}): Field => ({ type, string, ...options });
}

export const char = plain('char');
export const textField = plain('text');
export const html = plain('html');
export const integer = plain('integer');
export const float = plain('float');
export const monetary = plain('monetary');
export const boolean = plain('boolean');
export const date = plain('date');
export const datetime = plain('datetime');
export const binary = plain('binary');

export function selection(
  string: string,
  choices: readonly (readonly [string, string])[],
  options: Options = {},
): Field {
  return { type: 'selection', string, selection: choices, ...options };
}

export function many2one(string: string, relation: string, options: Options = {}): Field {
  return { type: 'many2one', string, relation, ondelete: 'set null', ...options };
}

/** `target` is the other model and its many2one, as in `sale.order.line:order_id`. */
export function one2many(string: string, target: string, options: Options = {}): Field {
  const [relation = '', inverse = ''] = target.split(':');
  return { type: 'one2many', string, relation, inverse, ...options };
}

export function many2many(string: string, relation: string, options: Options = {}): Field {
  return { type: 'many2many', string, relation, ...options };
}

/** A value read through other records; not stored, not written. */
export function related(field: Field, path: string): Field {
  return { readonly: true, ...field, related: path, store: false };
}

/** A value worked out on read. */
export function computed(field: Field, compute: NonNullable<Field['compute']>): Field {
  return { readonly: true, ...field, compute, store: false };
}

/** Kept in a column, filled by the model's own hooks, refused from outside only on forms. */
export function derived(field: Field): Field {
  return { readonly: true, ...field };
}

const log: Options = { readonly: true };

/** What every table has. */
export const magicFields: Record<string, Field> = {
  id: integer('ID', log),
  create_uid: many2one('Created by', 'res.users', log),
  create_date: datetime('Created on', log),
  write_uid: many2one('Last Updated by', 'res.users', log),
  write_date: datetime('Last Updated on', { ...log, index: false }),
  display_name: char('Display Name', { ...log, store: false }),
};
