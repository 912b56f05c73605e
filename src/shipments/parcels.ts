import type { DeliveryPackage, DeliveryToShip, OdooPackageType } from '../odoo/client.ts';
import type { ParcelDraft } from '../poleepo/client.ts';
import type { PackageTypeRow } from '../store/package-type-store.ts';
import type { PoleepoPackageTypeId } from '../trade/ids.ts';
import { type Decimal, decimal } from '../trade/money.ts';
import {
  looseGoods,
  noPackage,
  noSizes,
  notMapped,
  noWeight,
  tooHeavy,
  withoutType,
} from './parcel-refusals.ts';
import { RefusedShipment } from './refused-shipment.ts';

/** A parcel and the package of Odoo's that it is. */
export interface Parcel extends ParcelDraft {
  packageId: number;
  packageName: string;
}

export interface KnownTypes {
  /** Poleepo's by the id of Odoo's. */
  mapped: ReadonlyMap<number, PackageTypeRow>;
  odoo: readonly OdooPackageType[];
}

/**
 * The packages of a delivery as parcels: the weight on the scales, else the one that Odoo works out; the sizes of Odoo's
 * type, else of Poleepo's. Throws RefusedShipment, naming the package, where one cannot be shipped as it is.
 */
export function parcelsOf({ name, packages, loose }: DeliveryToShip, types: KnownTypes): Parcel[] {
  if (packages.length === 0) throw new RefusedShipment(noPackage(name));
  if (loose.length > 0) throw new RefusedShipment(looseGoods(name));
  return packages.map((one) => parcelOf(one, types));
}

function parcelOf(one: DeliveryPackage, { mapped, odoo }: KnownTypes): Parcel {
  const { id, name, typeId, typeName } = one;
  if (typeId === null) throw new RefusedShipment(withoutType(name));
  const type = mapped.get(typeId);
  if (type === undefined) throw new RefusedShipment(notMapped(name, typeName ?? String(typeId)));
  const weight = one.shippingWeight ?? one.weight;
  if (!weight.gt(0)) throw new RefusedShipment(noWeight(name));
  const its = odoo.find((other) => other.id === typeId);
  const limit = smallest(its?.maxWeight ?? null, read(type.maxWeight));
  if (limit !== null && weight.gt(limit)) throw new RefusedShipment(tooHeavy(name, { weight, limit }));
  const sizes = sizesOf(its, type);
  if (sizes === null) throw new RefusedShipment(noSizes(name, type.name));
  const packageTypeId = type.poleepoId as PoleepoPackageTypeId;
  return { packageId: id, packageName: name, packageTypeId, weight, ...sizes };
}

type Sizes = Pick<ParcelDraft, 'width' | 'height' | 'depth'>;

/** All three of one side: sizes of two boxes make none. */
function sizesOf(its: OdooPackageType | undefined, type: PackageTypeRow): Sizes | null {
  const ofOdoo = whole(its?.width ?? null, its?.height ?? null, its?.length ?? null);
  return ofOdoo ?? whole(read(type.width), read(type.height), read(type.depth));
}

function whole(width: Decimal | null, height: Decimal | null, depth: Decimal | null): Sizes | null {
  if (width === null || height === null || depth === null) return null;
  return [width, height, depth].every((size) => size.gt(0)) ? { width, height, depth } : null;
}

function smallest(one: Decimal | null, other: Decimal | null): Decimal | null {
  const limits = [one, other].filter((limit) => limit !== null && limit.gt(0)) as Decimal[];
  return limits.toSorted((a, b) => a.cmp(b))[0] ?? null;
}

const read = (value: string | null) => (value === null ? null : decimal(value));
