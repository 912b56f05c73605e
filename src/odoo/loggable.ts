import type { Json } from '../kit/fingerprint.ts';
import { masked } from '../kit/mask.ts';
import type { OdooCall } from './call.ts';

interface Table {
  fields: readonly Json[];
  data: readonly Json[];
}

/** The arguments of a call as a log may keep them: the cells of a `load` are masked by the names of their columns. */
export function loggable({ ids, args, kwargs, context }: OdooCall): unknown {
  const table = tableIn(args);
  const cells = table === null ? masked(args) : { fields: table.fields, data: rowsOf(table, maskedCell) };
  return { ids, args: cells, kwargs: masked(kwargs), context };
}

/** `answer` without the personal texts that the call had sent, since Odoo's messages like to repeat them. */
export function withoutSent(answer: string, { args }: OdooCall): string {
  const table = tableIn(args);
  if (table === null) return answer;
  const sent = rowsOf(table, (column, cell) => (maskedCell(column, cell) === cell ? null : cell)).flat();
  const texts = sent.filter((cell): cell is string => typeof cell === 'string' && cell.length > 2);
  return texts.reduce((rest, personal) => rest.replaceAll(personal, '[personal]'), answer);
}

function tableIn(args: OdooCall['args']): Table | null {
  const { fields, data } = args ?? {};
  return isList(fields) && isList(data) ? { fields, data } : null;
}

function rowsOf<T>({ fields, data }: Table, make: (column: Json | undefined, cell: Json) => T): T[][] {
  return data.map((row) => (isList(row) ? row.map((cell, at) => make(fields[at], cell)) : []));
}

function maskedCell(column: Json | undefined, cell: Json): unknown {
  const field = typeof column === 'string' ? (column.split('/').at(-1) ?? column) : '';
  return Object.values(masked({ [field]: cell }) as Record<string, unknown>)[0];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
