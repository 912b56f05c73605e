import { copyFileSync, mkdirSync } from 'node:fs';

const vendor = 'assets/vendor';

/** Puts the files of other people's packages that pages load among the static files. */
export function copyVendorAssets(): void {
  mkdirSync(vendor, { recursive: true });
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    copyFileSync(`node_modules/swagger-ui-dist/${name}`, `${vendor}/${name}`);
  copyFileSync('node_modules/@picocss/pico/css/pico.min.css', `${vendor}/pico.min.css`);
}
