import type { Env } from './env.ts';
import type { Json, OdooVersion, Row, Stored, Vals } from './value.ts';

export type FieldType =
  | 'char'
  | 'text'
  | 'html'
  | 'integer'
  | 'float'
  | 'monetary'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'binary'
  | 'json'
  | 'many2one'
  | 'one2many'
  | 'many2many';

export interface Field {
  type: FieldType;
  string: string;
  required?: boolean;
  readonly?: boolean;
  /** False for what is computed on read. */
  store?: boolean;
  /** Of a binary field: it lies nowhere, so that a reader may have it alone as a size. */
  workedOut?: boolean;
  relation?: string;
  /** The many2one of a one2many. */
  inverse?: string;
  selection?: readonly (readonly [string, string])[];
  default?: Stored | ((env: Env) => Stored);
  compute?: (env: Env, row: Row) => Stored;
  /** A dotted path that the value is read from. */
  related?: string;
  /** Searched often: kept in an index. Many2ones always are. */
  index?: boolean;
  /** Decimal places kept. */
  digits?: number;
  /** Characters kept of a text; what is beyond them is cut off without a word. */
  size?: number;
  /** A many2one: what happens to the row when the target goes. */
  ondelete?: 'cascade' | 'restrict' | 'set null';
  /** A many2many that is read as it was filled, not in its model's order. */
  unsorted?: boolean;
  /** A many2many: which of its records are seen through it. */
  shows?: (env: Env, target: Row) => boolean;
  /** What giving a value to it does beyond its own column. */
  set?: (env: Env, row: Row, value: Json) => void;
  /** The record must be of the same company, or of none. */
  checkCompany?: boolean;
}

export type Operation = 'read' | 'write' | 'create' | 'unlink';

/** Letters of `rwcu` per external id of a group. */
export type Acl = Record<string, string>;

export interface Call {
  env: Env;
  model: Model;
  ids: number[];
  args: Record<string, Json>;
}

export interface Method {
  /** Called on the model, or on records whose ids come first. */
  on: 'model' | 'records';
  /** Names in order; a name with a value is optional. */
  params: readonly (string | readonly [name: string, value: Json])[];
  /** Takes any further named argument. */
  open?: boolean;
  /** A plain value, or undefined for Python's None. */
  run: (call: Call) => Json | undefined;
}

export interface Hooks {
  /** Completes the values of a record to be. */
  prepare?: (env: Env, vals: Vals) => Vals;
  /** Judges a read of rows that were found. */
  beforeRead?: (env: Env, rows: Row[]) => void;
  /** Judges a write before it happens, may change its values. */
  beforeWrite?: (env: Env, rows: Row[], vals: Vals) => Vals;
  beforeUnlink?: (env: Env, rows: Row[]) => void;
  /** After rows were made (`fields` undefined) or changed. */
  changed?: (env: Env, ids: number[], fields?: ReadonlySet<string>) => void;
  /** Before external ids of deleted rows go. */
  afterUnlink?: (env: Env, rows: Row[]) => void;
}

export interface Model {
  name: string;
  description: string;
  /** Python's class name, as tracebacks show it. */
  className: string;
  order: string;
  recName: string;
  fields: Record<string, Field>;
  display?: (env: Env, row: Row) => string;
  /** The model whose fields this one shows as its own, and the many2one to it. */
  inherits?: { model: string; via: string };
  /** The many2one to the record above, which `child_of` follows. */
  parent?: string;
  acl: Acl;
  /** Rows of a company outside allowed_company_ids are hidden. */
  companyRule?: boolean;
  /** Rows that a search passes over unless it names one of these fields. */
  hides?: { unlessNamed: readonly string[]; domain: Json };
  /** A further rule per group; groups add up. `undefined` = all. */
  rules?: readonly { group: string; allows: (env: Env, row: Row) => boolean }[];
  methods: Record<string, Method>;
  hooks: Hooks;
}

export type ModelSpec = Pick<Model, 'name' | 'description' | 'fields' | 'acl'> & Partial<Model>;

/** A definition with its defaults filled in. */
export function defineModel(spec: ModelSpec): Model {
  return {
    className: spec.name
      .split('.')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join(''),
    order: 'id',
    recName: 'name',
    methods: {},
    hooks: {},
    ...spec,
  };
}

export type ModelsOf = (version: OdooVersion) => Model[];
