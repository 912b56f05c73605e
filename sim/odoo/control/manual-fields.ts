import { z } from 'zod';
import { type Database, isColumn, throughParent } from '../engine/database.ts';
import { userError } from '../engine/errors.ts';
import type { Field } from '../engine/model.ts';

export const manualFieldSchema = z.strictObject({
  model: z.string(),
  /** `x_…` for a field that somebody made by hand, another for one that a module brings. */
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: z.enum(['char', 'text', 'html', 'boolean', 'integer', 'float', 'date', 'datetime', 'selection']),
  string: z.string().optional(),
  /** Values and labels of a selection. */
  selection: z.array(z.tuple([z.string(), z.string()])).optional(),
  readonly: z.boolean().optional(),
});

export type ManualField = z.infer<typeof manualFieldSchema>;

/** Gives a model a field. One of a template is seen, and written, through its variants. */
export function addField(db: Database, input: ManualField): void {
  const {
    model: name,
    name: field,
    type,
    string = field,
    selection,
    readonly,
  } = manualFieldSchema.parse(input);
  const model = db.model(name);
  const known = model.fields[field];
  if (known !== undefined && isColumn(known)) throw userError('Field names must be unique per model.');
  const made: Field = {
    type,
    string,
    index: false,
    ...(selection === undefined ? {} : { selection }),
    ...(readonly === undefined ? {} : { readonly }),
  };
  model.fields = { ...model.fields, [field]: made };
  for (const heir of db.models.values()) {
    if (heir.inherits?.model !== name || heir.fields[field] !== undefined) continue;
    heir.fields = { ...heir.fields, [field]: throughParent(made, `${heir.inherits.via}.${field}`) };
  }
}

type Kind = ManualField['type'];

const ofVariants = (prefix: string, kinds: Record<string, Kind>): ManualField[] =>
  Object.entries(kinds).map(([name, type]) => ({ model: 'product.product', name: `${prefix}${name}`, type }));

const codes: Record<string, Kind> = {
  sku: 'char',
  ref: 'char',
  published: 'boolean',
  ean: 'char',
  upc: 'char',
  isbn: 'char',
  mpn: 'char',
};

/** The fields of variants in a shop that has the vendor's own module. */
export const vendorFields: readonly ManualField[] = ofVariants('poleepo_', codes);

/** The fields of variants that are made by hand for the bridge. */
export const bridgeFields: readonly ManualField[] = ofVariants('x_poleepo_', {
  ...codes,
  width: 'float',
  height: 'float',
  depth: 'float',
  status: 'char',
  error: 'text',
  last_sync: 'datetime',
});
