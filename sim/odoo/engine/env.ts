import type { Database } from './database.ts';
import { accessError, missing, userError } from './errors.ts';
import type { Model } from './model.ts';
import type { Table } from './table.ts';
import { idsOf, type Json, refOf, type Row, type Vals } from './value.ts';

/** One call's transaction: what it could see when it began, and the keys it wrote. */
export interface Transaction {
  snapshot: number;
  keys: Set<string>;
  /** Makes the next `load` lose a race that nobody ran. */
  conflict: boolean;
  /** The user's groups with all that they imply, once they were asked for. */
  groups?: ReadonlySet<number>;
  /** The places of stock that were asked for, by what asked for them. */
  places?: Map<string, ReadonlySet<number>>;
}

export interface Who {
  uid: number;
  context: Vals;
  /** Rights are not asked for. */
  su: boolean;
}

/** A user's view on a database within one transaction. */
export class Env {
  readonly db: Database;
  readonly transaction: Transaction;
  readonly uid: number;
  readonly context: Vals;
  readonly su: boolean;

  constructor(db: Database, transaction: Transaction, who: Who) {
    this.db = db;
    this.transaction = transaction;
    this.uid = who.uid;
    this.context = who.context;
    this.su = who.su;
  }

  sudo(): Env {
    if (this.su) return this;
    return new Env(this.db, this.transaction, { uid: this.uid, context: this.context, su: true });
  }

  with(context: Vals): Env {
    const merged = { ...this.context, ...context };
    return new Env(this.db, this.transaction, { uid: this.uid, context: merged, su: this.su });
  }

  model(name: string): Model {
    return this.db.model(name);
  }

  table(model: string): Table {
    return this.db.table(model);
  }

  row(model: string, id: number | undefined): Row | undefined {
    return id === undefined ? undefined : this.db.table(model).rows.get(id);
  }

  /** Throws Odoo's MissingError. */
  get(model: string, id: number): Row {
    const row = this.row(model, id);
    if (row === undefined) throw missing(model, id, this.uid);
    return row;
  }

  /** The row that a many2one points at. */
  follow(model: string, row: Row | undefined, field: string): Row | undefined {
    const relation = this.db.model(model).fields[field]?.relation;
    return relation === undefined ? undefined : this.row(relation, refOf(row?.[field]));
  }

  get user(): Row {
    return this.get('res.users', this.uid);
  }

  /** The companies of the context, or all of the user's. */
  get companies(): number[] {
    const asked = this.asked();
    return asked.length > 0 ? asked : idsOf(this.user['company_ids']);
  }

  /** The company that new records belong to. */
  get company(): number {
    return this.asked()[0] ?? refOf(this.user['company_id']) ?? 1;
  }

  hasGroup(xmlId: string): boolean {
    const group = this.ref(xmlId);
    this.transaction.groups ??= this.groups();
    return group !== undefined && this.transaction.groups.has(group);
  }

  /** The id behind an external id. */
  ref(xmlId: string): number | undefined {
    const table = this.db.table('ir.model.data');
    for (const id of table.lookup('complete_name', xmlId)) return refOf(table.rows.get(id)?.['res_id']);
    return undefined;
  }

  /** Refuses companies that are not the user's, and from 18 on languages that are not installed. */
  checkContext(): void {
    const own = idsOf(this.user['company_ids']);
    if (!this.su && this.asked().some((id) => !own.includes(id))) {
      throw accessError('Access to unauthorized or invalid companies.');
    }
    const lang = this.context['lang'];
    if (this.db.version >= 18 && typeof lang === 'string' && !this.db.languages.includes(lang)) {
      throw userError(`Invalid language code: ${lang}`);
    }
  }

  private asked(): number[] {
    const ids: Json = this.context['allowed_company_ids'] ?? [];
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [];
  }

  private groups(): Set<number> {
    const all = new Set<number>();
    const visit = (id: number): void => {
      if (all.has(id)) return;
      all.add(id);
      idsOf(this.row('res.groups', id)?.['implied_ids']).forEach(visit);
    };
    idsOf(this.user[this.db.dialect.userGroups]).forEach(visit);
    return all;
  }
}
