import type { Env } from '../engine/env.ts';
import { boolean, char, computed, many2one, one2many, selection } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { type Json, refOf, type Row, text, type Vals } from '../engine/value.ts';

const name = 'stock.location';

const usages = [
  ['supplier', 'Vendor Location'],
  ['view', 'View'],
  ['internal', 'Internal Location'],
  ['customer', 'Customer Location'],
  ['inventory', 'Inventory Loss'],
  ['production', 'Production'],
  ['transit', 'Transit Location'],
] as const;

export const locationModel = (): Model =>
  defineModel({
    name,
    description: 'Inventory Locations',
    className: 'StockLocation',
    order: 'complete_name, id',
    recName: 'complete_name',
    parent: 'location_id',
    acl: { 'base.group_user': 'r', 'stock.group_stock_manager': 'rwcu' },
    companyRule: true,
    fields: {
      name: char('Location Name', { required: true }),
      complete_name: computed(char('Full Location Name'), fullName),
      active: boolean('Active', { default: true }),
      usage: selection('Location Type', usages, { required: true, default: 'internal', index: true }),
      location_id: many2one('Parent Location', 'stock.location'),
      child_ids: one2many('Contains', 'stock.location:location_id'),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', { readonly: true }),
      company_id: many2one('Company', 'res.company', { default: (env) => env.company }),
    },
  });

function fullName(env: Env, row: Row): string {
  const parent = env.follow(name, row, 'location_id');
  const own = text(row['name']);
  return parent === undefined || row['usage'] === 'view' ? own : `${fullName(env, parent)}/${own}`;
}

/** A location and all that lies inside it. */
export function within(env: Env, roots: readonly number[]): Set<number> {
  const found = new Set<number>();
  const visit = (id: number): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const child of env.table(name).lookup('location_id', id)) visit(child);
  };
  roots.forEach(visit);
  return found;
}

/** The one place of a kind that is no company's own, or is this one's. */
export function placeOf(env: Env, usage: string, company: number): number | undefined {
  const rows = [...env.table(name).lookup('usage', usage)].flatMap((id) => env.row(name, id) ?? []);
  const own = rows.find((row) => refOf(row['company_id']) === company);
  return (own ?? rows.find((row) => refOf(row['company_id']) === undefined))?.id;
}

/** The places whose stock a product's amounts count, by what the context asks for. */
export function countedPlaces(env: Env): ReadonlySet<number> {
  const key = env.db.version >= 18 ? 'warehouse_id' : 'warehouse';
  const asked = [env.context['location'], env.context[key], env.companies];
  const memo = JSON.stringify(asked);
  env.transaction.places ??= new Map();
  const known = env.transaction.places.get(memo);
  if (known !== undefined) return known;
  const locations = idList(env.context['location']);
  const houses = idList(env.context[key]);
  const found = within(env, locations.length > 0 ? locations : viewsOf(env, houses));
  env.transaction.places.set(memo, found);
  return found;
}

function viewsOf(env: Env, houses: readonly number[]): number[] {
  const { companies } = env;
  const rows = [...env.table('stock.warehouse').rows.values()].filter((row) =>
    houses.length > 0 ? houses.includes(row.id) : companies.includes(refOf(row['company_id']) ?? 0),
  );
  return rows.flatMap((row) => refOf(row['view_location_id']) ?? []);
}

function idList(value: Json | undefined): number[] {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];
}

/** The values of the places that every database has. */
export const commonPlaces: readonly Vals[] = [
  { name: 'Physical Locations', usage: 'view', company_id: false },
  { name: 'Vendors', usage: 'supplier', company_id: false },
  { name: 'Customers', usage: 'customer', company_id: false },
  { name: 'Inventory adjustment', usage: 'inventory', company_id: false },
];
