import type { OdooVersion } from '../sim/serve.ts';

const versions: readonly OdooVersion[] = [16, 17, 18, 19];

/** Where things are found on this machine, if nobody else is there already. */
export const preferredPorts = { worker: 8787, poleepo: 8790, odoo: (version: OdooVersion) => 8800 + version };

/** The version of Odoo that was asked for; throws a sentence where there is none such. */
export function readVersion(text: string): OdooVersion {
  const version = versions.find((one) => String(one) === text);
  if (version === undefined) throw new RangeError(`--odoo is one of ${versions.join(', ')}`);
  return version;
}
