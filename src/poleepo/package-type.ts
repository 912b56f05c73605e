import { z } from 'zod';
import type { PoleepoPackageTypeId } from '../trade/ids.ts';
import type { Decimal } from '../trade/money.ts';
import { id, optionalNumber, text } from './members.ts';

/** A kind of package that Poleepo knows. Sizes in cm, weight in kg; null where they are not told. */
export interface PackageType {
  id: PoleepoPackageTypeId;
  name: string | null;
  width: Decimal | null;
  height: Decimal | null;
  depth: Decimal | null;
  maxWeight: Decimal | null;
}

// assumed: all of it
export const packageType = z
  .object({
    id,
    name: text,
    width: optionalNumber,
    height: optionalNumber,
    depth: optionalNumber,
    max_weight: optionalNumber,
  })
  .transform(({ id: its, max_weight, ...same }): PackageType => ({
    ...same,
    id: its as PoleepoPackageTypeId,
    maxWeight: max_weight,
  }));
