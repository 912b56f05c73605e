import type { Json } from '../kit/fingerprint.ts';
import { masked } from '../kit/mask.ts';
import type { OdooCall } from './call.ts';

interface Table {
  fields: readonly Json[];
  data: readonly Json[];
}

/** Odoo's own names for what tells who a person is, files among it: labels and invoices bear addresses. */
const personalFields =
  /^(l10n_it_codice_fiscale|l10n_it_pec_email|l10n_it_pa_index|display_name|complete_name|company_name|commercial_company_name|datas|invoice_pdf_report_file)$/;

/**
 * The arguments of a call as a log may keep them: the cells of a `load` are masked by the names of their columns, the
 * terms of a search by the names of their fields.
 */
export function loggable({ ids, args, kwargs, context }: OdooCall): unknown {
  const table = tableIn(args);
  const cells =
    table === null
      ? masked(withMaskedTerms(args))
      : { fields: table.fields, data: rowsOf(table, maskedCell) };
  return { ids, args: cells, kwargs: masked(withMaskedTerms(kwargs)), context };
}

/** An answer as a log may keep it. */
export function loggableAnswer(answer: unknown): unknown {
  return typeof answer === 'string' ? withoutToken(answer) : masked(withMaskedTerms(answer));
}

/** An address of the customers' portal opens by what stands in it. */
function withoutToken(address: string): string {
  return address.replaceAll(/(access_token=)[^&]+/g, '$1[secret]');
}

/** Fields whose value is a contact and its name. */
const contactFields = /^(parent_id|(commercial_)?partner(_invoice|_shipping)?_id)$/;

function withMaskedTerms(value: unknown): unknown {
  if (Array.isArray(value)) return isTerm(value) ? maskedTerm(value) : value.map(withMaskedTerms);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, maskedMember(name, member)]),
  );
}

function maskedMember(name: string, member: unknown): unknown {
  if (Array.isArray(member) && contactFields.test(name)) {
    const [id, ...words]: unknown[] = member;
    return [id, ...words.map((word) => (typeof word === 'string' ? '[personal]' : word))];
  }
  return typeof member === 'object' ? withMaskedTerms(member) : maskedCell(name, member);
}

function maskedTerm([field, operator, operand]: readonly unknown[]): unknown {
  const shown = Array.isArray(operand)
    ? operand.map((one) => maskedCell(field, one))
    : maskedCell(field, operand);
  return [field, operator, shown];
}

function isTerm(value: readonly unknown[]): boolean {
  return value.length === 3 && typeof value[0] === 'string' && isOperator(value[1]);
}

function isOperator(value: unknown): boolean {
  return (
    typeof value === 'string' && /^([=!<>]=?|=?i?like|not i?like|(not )?in|(child|parent)_of)$/.test(value)
  );
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

function maskedCell(column: unknown, cell: unknown): unknown {
  const field = typeof column === 'string' ? (column.split(/[/.]/).at(-1) ?? column) : '';
  if (personalFields.test(field) && typeof cell === 'string' && cell !== '') return '[personal]';
  return Object.values(masked({ [field]: cell }) as Record<string, unknown>)[0];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
