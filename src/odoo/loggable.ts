import type { Json } from '../kit/fingerprint.ts';
import { masked } from '../kit/mask.ts';
import type { OdooCall } from './call.ts';

/** The arguments of a call as a log may keep them: the cells of a `load` are masked by the names of their columns. */
export function loggable({ ids, args, kwargs, context }: OdooCall): unknown {
  return { ids, args: args === undefined ? undefined : maskedArgs(args), kwargs: masked(kwargs), context };
}

function maskedArgs(args: Readonly<Record<string, Json>>): unknown {
  const { fields, data } = args;
  if (!isList(fields) || !isList(data)) return masked(args);
  return {
    fields,
    data: data.map((row) => (isList(row) ? row.map((cell, at) => maskedCell(fields[at], cell)) : row)),
  };
}

function maskedCell(column: Json | undefined, cell: Json): unknown {
  const field = typeof column === 'string' ? (column.split('/').at(-1) ?? column) : '';
  return Object.values(masked({ [field]: cell }) as Record<string, unknown>)[0];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
