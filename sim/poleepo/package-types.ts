/** A kind of package, as `GET /package_types` shows it: cm and kg. Assumed. */
export interface PackageType {
  id: number;
  name: string;
  width: number;
  height: number;
  depth: number;
  max_weight: number;
}

/** What every account has unless told. */
export const packageTypes: readonly PackageType[] = [
  { id: 41, name: 'Busta imbottita', width: 24, height: 3, depth: 33, max_weight: 2 },
  { id: 42, name: 'Scatola piccola', width: 25, height: 15, depth: 20, max_weight: 5 },
  { id: 43, name: 'Scatola media', width: 40, height: 30, depth: 30, max_weight: 20 },
  { id: 44, name: 'Scatola grande', width: 60, height: 40, depth: 40, max_weight: 40 },
  { id: 45, name: 'Bancale', width: 80, height: 150, depth: 120, max_weight: 500 },
];
