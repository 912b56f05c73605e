/** The bytes behind a base64 text; signs that do not belong to it are passed over, as Python does. */
export function bytesOf(base64: string): Uint8Array {
  const clean = base64.replaceAll(/[^A-Za-z0-9+/]/g, '');
  const whole = clean.slice(0, clean.length - (clean.length % 4 === 1 ? 1 : 0));
  const signs = atob(whole);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.codePointAt(at) ?? 0;
  return bytes;
}

/** How many bytes a base64 text stands for. */
export function sizeOf(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}

/** A size as Odoo shows it: `33.53 Kb`. */
export function humanSize(bytes: number): string {
  const units = ['bytes', 'Kb', 'Mb', 'Gb'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toFixed(2)} ${units[unit] ?? ''}`;
}
