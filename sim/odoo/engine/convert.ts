import { checkRules } from './access.ts';
import type { Env } from './env.ts';
import { missing, OdooError, valueError } from './errors.ts';
import type { Field, Model } from './model.ts';
import { type Json, type Stored, shown } from './value.ts';

export interface Target {
  model: Model;
  name: string;
  field: Field;
}

/** Turns what a call gives into what a column holds, or throws as Odoo does. */
export function convert(env: Env, to: Target, value: Json): Stored {
  const { field } = to;
  if (field.type === 'boolean') return value !== false && value !== null && value !== 0 && value !== '';
  if (value === false || value === null || value === '') return emptyOf(field, value);
  switch (field.type) {
    case 'integer':
      return toInteger(value);
    case 'float':
    case 'monetary':
      return rounded(toFloat(value), field.digits);
    case 'date':
    case 'datetime':
      return toTime(value, field.type);
    case 'selection':
      return toChoice(to, value);
    case 'many2one':
      return toReference(env, to, value);
    case 'html':
      return typeof value === 'string' && !value.trimStart().startsWith('<')
        ? `<p>${value}</p>`
        : shown(value);
    default:
      return cut(typeof value === 'object' ? JSON.stringify(value) : shown(value), field.size);
  }
}

function cut(value: string, size: number | undefined): string {
  return size === undefined ? value : Array.from(value).slice(0, size).join('');
}

function emptyOf(field: Field, value: Json): Stored {
  if (field.type === 'float' || field.type === 'monetary' || field.type === 'integer') return 0;
  return value === '' && field.type === 'char' ? '' : null;
}

function toInteger(value: Json): number {
  const number = typeof value === 'string' && /^\s*[-+]?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') return Math.trunc(number);
  if (number === true) return 1;
  throw valueError(`invalid literal for int() with base 10: '${shown(value)}'`);
}

function toFloat(value: Json): number {
  if (value === true) return 1;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw valueError(`could not convert string to float: '${shown(value)}'`);
}

function rounded(value: number, digits: number | undefined): number {
  if (digits === undefined) return value;
  const shifted = Number(`${Math.abs(value)}e${digits}`);
  if (Number.isNaN(shifted)) return value;
  return Math.sign(value) * Number(`${Math.round(shifted)}e-${digits}`);
}

const shapes = { date: /^\d{4}-\d{2}-\d{2}/, datetime: /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$/ };

/** Only `YYYY-MM-DD HH:MM:SS` in UTC; an ISO "T" or "Z" is refused. */
export function toTime(value: Json, type: 'date' | 'datetime'): string {
  const given = shown(value);
  const full = type === 'date' ? given.slice(0, 10) : `${given}${'0000-00-00 00:00:00'.slice(given.length)}`;
  const real = new Date(`${full.replace(' ', 'T')}${type === 'date' ? '' : 'Z'}`);
  if (shapes[type].test(given) && !Number.isNaN(real.getTime()) && sameDay(real, full)) return full;
  const format = type === 'date' ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S';
  throw valueError(`time data '${given}' does not match format '${format}'`);
}

/** JavaScript turns the 31st of June into the 1st of July. */
function sameDay(real: Date, full: string): boolean {
  return real.toISOString().slice(0, 10) === full.slice(0, 10);
}

function toChoice(to: Target, value: Json): string {
  const known = to.field.selection?.some(([key]) => key === value) ?? true;
  if (known) return shown(value);
  throw valueError(`Wrong value for ${to.model.name}.${to.name}: '${shown(value)}'`);
}

/** A text is silently taken as "nothing", as Odoo does. */
function toReference(env: Env, to: Target, value: Json): number | null {
  const id = Array.isArray(value) ? value[0] : value;
  if (typeof id !== 'number') return null;
  const relation = to.field.relation ?? '';
  if (env.row(relation, id) === undefined) throw missing(relation, id, env.uid);
  return id;
}

/** The ids of a many2many; from 19 on each must be visible to the user. */
export function checkTargets(env: Env, to: Target, ids: number[]): void {
  const relation = env.model(to.field.relation ?? '');
  const rows = ids.map((id) => env.get(relation.name, id));
  if (env.db.version < 19) return;
  try {
    checkRules(env, relation, { rows, operation: 'read' });
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const message = `Failed to write field ${to.model.name}.${to.name}\n${error.message}`;
    throw new OdooError(error.pythonName, message);
  }
}
