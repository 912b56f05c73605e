const side = 64;
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A small PNG of two colours in base64; the same number, the same picture. */
export function pictureOf(number: number): string {
  const known = pictures.get(number) ?? draw(number);
  pictures.set(number, known);
  return known;
}

const pictures = new Map<number, string>();

function draw(number: number): string {
  const hue = (number * 47) % 360;
  const colours = [rgb(hue), rgb((hue + 150) % 360)].flat();
  const rows = Array.from({ length: side }, (_row, y) => [
    0,
    ...Array.from({ length: side }, (_cell, x) => Number(((x >> 3) + (y >> 3) + number) % 2 === 0)),
  ]).flat();
  const header = [...uint32(side), ...uint32(side), 8, 3, 0, 0, 0];
  const bytes = [
    ...signature,
    ...chunk('IHDR', header),
    ...chunk('PLTE', colours),
    ...chunk('IDAT', stored(rows)),
    ...chunk('IEND', []),
  ];
  return btoa(bytes.map((byte) => String.fromCodePoint(byte)).join(''));
}

function rgb(hue: number): number[] {
  const channel = (shift: number) => {
    const at = (shift + hue / 60) % 6;
    return Math.round(220 * (1 - 0.7 * Math.max(0, Math.min(at, 4 - at, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

const uint32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

function chunk(name: string, data: readonly number[]): number[] {
  const body = [...Array.from(name, (letter) => letter.codePointAt(0) ?? 0), ...data];
  return [...uint32(data.length), ...body, ...uint32(crc32(body))];
}

function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zlib stream of one block that is not compressed. */
function stored(data: readonly number[]): number[] {
  const low = data.length & 255;
  const high = data.length >>> 8;
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [0x78, 0x01, 1, low, high, ~low & 255, ~high & 255, ...data, ...uint32(b * 65536 + a)];
}
