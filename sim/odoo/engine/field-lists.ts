import { isColumn } from './database.ts';
import { magicFields } from './fields.ts';
import type { Field, Model } from './model.ts';

type Named = readonly (readonly [name: string, field: Field])[];

export interface FieldLists {
  /** With a column of their own, but for those that every record has. */
  columns: Named;
  required: Named;
  /** Of this model itself, with a default. */
  defaulted: Named;
  checked: Named;
}

/** By the fields of a model, which are replaced whenever one is added. */
const known = new WeakMap<Model['fields'], FieldLists>();

/** The fields of a model by what is to be done for each of them when a record is made. */
export function listsOf({ fields }: Pick<Model, 'fields'>): FieldLists {
  const found = known.get(fields) ?? sorted(Object.entries(fields));
  known.set(fields, found);
  return found;
}

function sorted(all: Named): FieldLists {
  const columns = all.filter(([, field]) => isColumn(field));
  return {
    columns: columns.filter(([name]) => !(name in magicFields)),
    required: columns.filter(([, field]) => field.required === true),
    defaulted: all.filter(
      ([, { related, default: value }]) => related === undefined && value !== undefined && value !== null,
    ),
    checked: all.filter(([, field]) => field.checkCompany === true),
  };
}
