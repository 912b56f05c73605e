import { z } from 'zod';
import { Big } from 'big.js';
import type { Decimal } from '../trade/money.ts';
import { decimalText } from '../trade/money.ts';
import { externalId } from './keys.ts';
import { loadPatiently } from './load.ts';
import { inCentimetres, inKilograms } from './measures.ts';
import { mayDo } from './rights.ts';
import type { Session } from './session.ts';
import { sheetOf } from './sheet.ts';
import { amount, recordId, requiredText } from './values.ts';

/** Sizes in centimetres, weights in kilograms; null where nobody has given them. */
export interface OdooPackageType {
  id: number;
  name: string;
  length: Decimal | null;
  width: Decimal | null;
  height: Decimal | null;
  maxWeight: Decimal | null;
  /** The empty box. */
  baseWeight: Decimal | null;
}

export interface PackageTypeDraft {
  /** Unique in the tenant's Odoo and the same for ever: letters, digits, `_` and `-`. */
  key: string;
  name: string;
  /** Centimetres. */
  length: Decimal;
  width: Decimal;
  height: Decimal;
  /** Kilograms. */
  maxWeight: Decimal;
}

const given = (value: Decimal) => (value.gt(0) ? value : null);

const rows = z.array(
  z
    .object({
      id: recordId,
      name: requiredText,
      packaging_length: amount,
      width: amount,
      height: amount,
      max_weight: amount,
      base_weight: amount,
      length_uom_name: requiredText,
      weight_uom_name: requiredText,
    })
    .transform((row, check): OdooPackageType => {
      const length = (value: Decimal) => inCentimetres(value, row.length_uom_name);
      const weight = (value: Decimal) => inKilograms(value, row.weight_uom_name);
      const measures = {
        length: length(row.packaging_length),
        width: length(row.width),
        height: length(row.height),
        maxWeight: weight(row.max_weight),
        baseWeight: weight(row.base_weight),
      };
      const known = Object.entries(measures).map(([name, value]) => {
        if (value === null) check.addIssue({ code: 'custom', path: [name], message: 'in an unknown unit' });
        return [name, value === null ? null : given(value)] as const;
      });
      return { id: row.id, name: row.name, ...(Object.fromEntries(known) as typeof measures) };
    }),
);

const fields = [
  'name',
  'packaging_length',
  'width',
  'height',
  'max_weight',
  'base_weight',
  'length_uom_name',
  'weight_uom_name',
];

/** The package types of the company and those of all. One call; meant to be kept. */
export async function packageTypes(session: Session): Promise<OdooPackageType[]> {
  const domain = [['company_id', 'in', [session.connection.companyId, false]]];
  const kwargs = { fields, order: 'id' };
  return session.ask({ model: 'stock.package.type', method: 'search_read', args: { domain }, kwargs }, rows);
}

/**
 * Creates the package type of this key, or brings it up to date; `not-allowed` where the user may not, which takes the
 * administrator of the Inventory app. Safe to repeat. Two calls. It writes whole millimetres, rounded up, and kilograms,
 * as Odoo counts unless it was set to imperial units.
 * Throws SyncError `refused` with Odoo's words, `conflict`, and those of any call.
 */
export async function createPackageType(
  session: Session,
  draft: PackageTypeDraft,
): Promise<number | 'not-allowed'> {
  if ((await mayDo(session, { model: 'stock.package.type', operation: 'create' })) !== true) {
    return 'not-allowed';
  }
  const row = {
    id: externalId(draft.key),
    name: draft.name,
    packaging_length: millimetres(draft.length),
    width: millimetres(draft.width),
    height: millimetres(draft.height),
    max_weight: decimalText(draft.maxWeight),
  };
  const loaded = await loadPatiently(session, sheetOf('stock.package.type', [row]));
  if (loaded.outcome !== 'loaded') throw loaded.error;
  return loaded.id;
}

/** 16 keeps whole numbers. */
function millimetres(centimetres: Decimal): string {
  return decimalText(centimetres.times(10).round(0, Big.roundUp));
}
