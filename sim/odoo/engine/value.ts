import Big from 'big.js';

/** What travels in a call or an answer. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a column holds; `null` is Odoo's False. Times are `YYYY-MM-DD HH:MM:SS` in UTC. */
export type Stored = string | number | boolean | null | number[];

export type Vals = Record<string, Json>;

export interface Row {
  id: number;
  [field: string]: Stored;
}

export type OdooVersion = 16 | 17 | 18 | 19;

/** The id in a many2one column, or undefined. */
export function refOf(value: Stored | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The ids in a many2many column. */
export function idsOf(value: Stored | undefined): number[] {
  return Array.isArray(value) ? value : [];
}

/** A column's number as an exact decimal. */
export function big(value: Stored | undefined): Big {
  return new Big(typeof value === 'number' ? value : 0);
}

/** A column's text, empty when it is not set. */
export function text(value: Stored | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function isVals(value: Json | undefined): value is Vals {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON of a stored value: False for what is not set. */
export function toJson(value: Stored | undefined): Json {
  return value === null || value === undefined ? false : value;
}

/** A value as a message shows it: texts as they are, the rest as JSON. */
export function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
