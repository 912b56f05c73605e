import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';

const vendor = 'assets/vendor';

/** Puts the files of other people's packages that pages load among the static files. */
export function copyVendorAssets(): void {
  mkdirSync(vendor, { recursive: true });
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    copy(`node_modules/swagger-ui-dist/${name}`, `${vendor}/${name}`);
  copy('node_modules/@picocss/pico/css/pico.min.css', `${vendor}/pico.min.css`);
}

/** What is there already is left alone, since somebody may be reading it. */
function copy(from: string, to: string): void {
  if (!existsSync(to) || !readFileSync(to).equals(readFileSync(from))) copyFileSync(from, to);
}
