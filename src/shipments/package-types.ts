import { hour } from '../kit/clock.ts';
import type { OdooPackageType } from '../odoo/client.ts';
import type { PackageTypeRow } from '../store/package-type-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import { type Decimal, decimal, decimalText } from '../trade/money.ts';
import { notAllowedInOdoo, unknownOdooType, unknownType, unmeasuredType } from './package-type-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';

const keptFor = hour;

export interface PackageTypes {
  types: PackageTypeRow[];
  /** Odoo's, of which one can be chosen for each. Sizes in cm, weights in kg. */
  odooTypes: { id: number; name: string }[];
}

/** Poleepo's package types and what each stands for; read from Poleepo where that is an hour ago, or where told. */
export async function packageTypesOf(context: TenantContext, refresh: boolean): Promise<PackageTypes> {
  const odooTypes = await context.reference.packageTypes({ anew: true });
  return {
    types: await knownTypes(context, refresh),
    odooTypes: odooTypes.map(({ id, name }) => ({ id, name })),
  };
}

/** Says which of Odoo's types one of Poleepo's stands for; null: none. Throws RefusedShipment where either has no such type. */
export async function choosePackageType(
  context: TenantContext,
  { poleepoId, odooPackageTypeId }: { poleepoId: number; odooPackageTypeId: number | null },
): Promise<PackageTypeRow> {
  const odooName = odooPackageTypeId === null ? null : await nameInOdoo(context, odooPackageTypeId);
  return chosen(context, poleepoId, { odooPackageTypeId, odooName });
}

/**
 * Makes one of Poleepo's types in Odoo and chooses it. Safe to repeat. Throws RefusedShipment where Poleepo tells no
 * sizes of it, or where our user may not make types.
 */
export async function createPackageTypeInOdoo(
  context: TenantContext,
  poleepoId: number,
): Promise<PackageTypeRow> {
  const type = (await knownTypes(context, false)).find((one) => one.poleepoId === poleepoId);
  if (type === undefined) throw new RefusedShipment(unknownType(poleepoId));
  const { name, width, height, depth, maxWeight } = type;
  if (width === null || height === null || depth === null) throw new RefusedShipment(unmeasuredType(name));
  const id = await context.odoo.packageTypes.create({
    key: `package_type_${context.tenantKey}_${poleepoId}`,
    name,
    length: decimal(depth),
    width: decimal(width),
    height: decimal(height),
    maxWeight: decimal(maxWeight ?? '0'),
  });
  if (id === 'not-allowed') throw new RefusedShipment(notAllowedInOdoo(name));
  return chosen(context, poleepoId, { odooPackageTypeId: id, odooName: name });
}

async function knownTypes({ stores, poleepo, clock }: TenantContext, refresh: boolean) {
  const now = clock.now();
  const known = await stores.packageTypes.all();
  const newest = Math.max(0, ...known.map(({ seenAt }) => seenAt));
  if (!refresh && newest > now - keptFor) return known;
  const seen = await poleepo.packageTypes();
  await stores.packageTypes.seen(
    seen.map(({ id, name, width, height, depth, maxWeight }) => ({
      poleepoId: id,
      name: name ?? String(id),
      width: text(width),
      height: text(height),
      depth: text(depth),
      maxWeight: text(maxWeight),
    })),
    now,
  );
  return stores.packageTypes.all();
}

async function nameInOdoo({ odoo }: TenantContext, id: number): Promise<OdooPackageType['name']> {
  const found = (await odoo.packageTypes.all()).find((type) => type.id === id);
  if (found === undefined) throw new RefusedShipment(unknownOdooType(id));
  return found.name;
}

async function chosen(
  { stores, clock }: TenantContext,
  poleepoId: number,
  choice: { odooPackageTypeId: number | null; odooName: string | null },
): Promise<PackageTypeRow> {
  await stores.packageTypes.choose(poleepoId, { ...choice, now: clock.now() });
  const row = await stores.packageTypes.get(poleepoId);
  if (row === null) throw new RefusedShipment(unknownType(poleepoId));
  return row;
}

const text = (value: Decimal | null) => (value === null ? null : decimalText(value));
