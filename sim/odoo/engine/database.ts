import { type Dialect, dialectOf, type TaxTotals } from './dialect.ts';
import { userError } from './errors.ts';
import { magicFields } from './fields.ts';
import { Journal } from './journal.ts';
import type { Field, Method, Model } from './model.ts';
import { Table } from './table.ts';
import type { OdooVersion } from './value.ts';

export interface DatabaseOptions {
  name: string;
  version: OdooVersion;
  languages: readonly string[];
  /** Milliseconds. */
  now: () => number;
  /** Of a build that adds orders up otherwise than its version does. */
  taxTotals?: TaxTotals | undefined;
}

/** One Odoo database: its models, its rows, its sequences, and which keys were committed when. */
export class Database {
  readonly name: string;
  readonly version: OdooVersion;
  readonly dialect: Dialect;
  readonly languages: readonly string[];
  readonly now: () => number;
  readonly journal = new Journal();
  readonly models = new Map<string, Model>();
  /** The methods that every model has. */
  baseMethods: Record<string, Method> = {};
  /** The count of committed transactions, and the last one that touched each external id. */
  commits = 0;
  readonly keyCommits = new Map<string, number>();
  /** The start of the transaction that is running, where that is not now. */
  private begun: number | undefined;
  /** The time that was asked for last. */
  private stamp = { at: Number.NaN, text: '' };
  private late: { due: number; begun: number; run: () => void }[] = [];
  private readonly tables = new Map<string, Table>();
  private readonly sequences = new Map<string, number>();
  private readonly referring = new Map<string, { model: Model; field: string }[]>();

  constructor(options: DatabaseOptions) {
    this.name = options.name;
    this.version = options.version;
    const dialect = dialectOf(options.version);
    this.dialect = { ...dialect, taxTotals: options.taxTotals ?? dialect.taxTotals };
    this.languages = options.languages;
    this.now = options.now;
  }

  register(model: Model): void {
    model.fields = { ...this.inherited(model), ...magicFields, ...model.fields };
    const stored = Object.entries(model.fields).filter(([, field]) => isColumn(field));
    const indexed = stored.filter(
      ([name, field]) => field.index === true || (field.type === 'many2one' && !(name in magicFields)),
    );
    this.models.set(model.name, model);
    this.tables.set(
      model.name,
      new Table(
        this.journal,
        indexed.map(([name]) => name),
      ),
    );
    for (const [name, field] of stored) {
      if (field.type !== 'many2one' || name in magicFields) continue;
      const relation = field.relation ?? '';
      this.referring.set(relation, [...(this.referring.get(relation) ?? []), { model, field: name }]);
    }
  }

  /** The many2ones that point at a model. */
  referrers(model: string): readonly { model: Model; field: string }[] {
    return this.referring.get(model) ?? [];
  }

  /** Throws Odoo's UserError for an unknown model. */
  model(name: string): Model {
    const model = this.models.get(name);
    if (model === undefined) throw userError(`Object ${name} doesn't exist`);
    return model;
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (table === undefined) throw userError(`Object ${name} doesn't exist`);
    return table;
  }

  /** The next number; gaps stay, as with PostgreSQL's sequences. */
  next(sequence: string): number {
    const value = (this.sequences.get(sequence) ?? 0) + 1;
    this.sequences.set(sequence, value);
    return value;
  }

  /** The time at which a transaction began, cut to seconds. */
  timestamp(): string {
    const at = this.begun ?? this.now();
    if (this.stamp.at !== at)
      this.stamp = { at, text: new Date(at).toISOString().slice(0, 19).replace('T', ' ') };
    return this.stamp.text;
  }

  /** Runs something as part of a transaction that began at a time. */
  since<T>(begun: number, run: () => T): T {
    const before = this.begun;
    this.begun = begun;
    try {
      return run();
    } finally {
      this.begun = before;
    }
  }

  /** A transaction that begins now and commits after so many milliseconds: until then nobody sees it. */
  commitLater(ms: number, run: () => void): void {
    const begun = this.now();
    this.late.push({ due: begun + ms, begun, run });
  }

  /** Commits what is due. */
  settle(): void {
    if (this.late.length === 0) return;
    const now = this.now();
    const due = this.late.filter((one) => one.due <= now).toSorted((a, b) => a.due - b.due);
    this.late = this.late.filter((one) => one.due > now);
    for (const one of due) {
      this.since(one.begun, one.run);
      this.journal.commit();
    }
  }

  private inherited(model: Model): Record<string, Field> {
    if (model.inherits === undefined) return {};
    const { via } = model.inherits;
    const parent = Object.entries(this.model(model.inherits.model).fields);
    return Object.fromEntries(
      parent
        .filter(([name]) => !(name in magicFields))
        .map(([name, field]) => [name, throughParent(field, `${via}.${name}`)]),
    );
  }
}

/** A parent's field as its heirs show it: what it works out or sets is the parent's to do. */
export function throughParent(field: Field, path: string): Field {
  const { compute: _compute, set: _set, ...plain } = field;
  return { ...plain, related: path, store: false };
}

/** Whether a field has a column of its own. */
export function isColumn(field: Field): boolean {
  return (
    field.store !== false &&
    field.compute === undefined &&
    field.related === undefined &&
    field.type !== 'one2many'
  );
}
