/** The SHA-1 of bytes in hexadecimal; worked out at once, unlike the web's own. */
export function sha1(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const words = new Uint32Array(80);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 80; i += 1) {
      words[i] = rotated(
        word(words, i - 3) ^ word(words, i - 8) ^ word(words, i - 14) ^ word(words, i - 16),
        1,
      );
    }
    digest(state, words);
  }
  return [...state].map((part) => part.toString(16).padStart(8, '0')).join('');
}

const word = (words: Uint32Array, at: number): number => words[at] ?? 0;

const rotated = (value: number, by: number): number => ((value << by) | (value >>> (32 - by))) >>> 0;

function digest(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let i = 0; i < 80; i += 1) {
    const next = (rotated(a, 5) + mixed(i, { b, c, d }) + e + constant(i) + word(words, i)) >>> 0;
    e = d;
    d = c;
    c = rotated(b, 30);
    b = a;
    a = next;
  }
  state[0] = word(state, 0) + a;
  state[1] = word(state, 1) + b;
  state[2] = word(state, 2) + c;
  state[3] = word(state, 3) + d;
  state[4] = word(state, 4) + e;
}

function mixed(i: number, { b, c, d }: { b: number; c: number; d: number }): number {
  if (i < 20) return ((b & c) | (~b & d)) >>> 0;
  if (i >= 40 && i < 60) return ((b & c) | (b & d) | (c & d)) >>> 0;
  return (b ^ c ^ d) >>> 0;
}

function constant(i: number): number {
  if (i < 20) return 0x5a827999;
  if (i < 40) return 0x6ed9eba1;
  return i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
}
