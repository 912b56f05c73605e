import type { OdooVersion } from '../engine/value.ts';

/** What `common.version` tells. */
export function versionInfo(version: OdooVersion) {
  return {
    server_version: version === 18 ? '18.0-20250421' : `${version}.0`,
    server_version_info: [version, 0, 0, 'final', 0, ''],
    server_serie: `${version}.0`,
    protocol_version: 1,
  };
}
