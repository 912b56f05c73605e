import { Secret, TOTP } from 'otpauth';
import type { Chance } from './chance.ts';
import { second } from './clock.ts';

const period = 30;

/** A fresh secret of a time-based second factor (RFC 6238), in base32. */
export function newCodeSecret(chance: Chance): string {
  return new Secret({ buffer: new Uint8Array(chance.bytes(20)).buffer }).base32;
}

/** The address that an authenticator app reads from a QR code. */
export function codeUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return totpOf(secret, { issuer, label }).toString();
}

/** The time step whose code this is: the present one or its neighbours, since clocks differ. Null where it is none of them. */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / (period * second)) + delta;
}

/** The code of this moment, as an authenticator app shows it. */
export function codeAt(secret: string, now: number): string {
  return totpOf(secret).generate({ timestamp: now });
}

function totpOf(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...names, secret: Secret.fromBase32(secret), digits: 6, period, algorithm: 'SHA1' });
}
