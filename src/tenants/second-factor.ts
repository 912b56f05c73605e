import { sha256Hex } from '../kit/hashing.ts';
import { codeUri, newCodeSecret, stepOfCode } from '../kit/one-time-code.ts';
import type { PersonRow } from '../store/directory/person-rows.ts';
import type { PersonId } from '../trade/ids.ts';
import { audit } from './audit.ts';
import type { Desk, Office } from './desk.ts';
import { codeOf } from './limits.ts';
import { randomLetters } from './random-letters.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

const codesGiven = 10;

/** Proposes a second factor: what the authenticator app must be told. In use only once a code of it has come back. Null where one is in use. */
export async function setUpSecondFactor(
  { directory, sealer, chance }: Desk,
  person: Pick<PersonRow, 'id' | 'email'>,
): Promise<{ secret: string; uri: string } | null> {
  const secret = newCodeSecret(chance);
  const sealed = await sealer.seal(secret, secretContext(person.id));
  if (!(await directory.secondFactors.propose(person.id, sealed))) return null;
  return { secret, uri: codeUri(secret, { issuer: 'Ponte', label: person.email }) };
}

/** Puts the proposed second factor to use; the recovery codes are shown this once. Null where the code is wrong or nothing was proposed. */
export async function confirmSecondFactor(
  office: Office,
  person: PersonRow,
  code: string,
): Promise<{ recoveryCodes: string[] } | null> {
  const { house } = office;
  await countAttempt(house, [codeOf(person.id)]);
  if (person.totpEnabledAt !== null || !(await codeFits(house, person, code))) return null;
  const { recoveryCodes, codeHashes } = await newCodes(house, person.id);
  await house.directory.secondFactors.enable(person.id, { now: house.clock.now(), codeHashes });
  await audit(office, { action: 'second-factor.enable', target: person.email });
  return { recoveryCodes };
}

/** Turns the second factor off; its recovery codes are good no more. */
export async function disableSecondFactor(office: Office, id: PersonId): Promise<void> {
  await office.house.directory.secondFactors.disable(id);
  await audit(office, { action: 'second-factor.disable', target: office.actor.label });
}

/** Ten new recovery codes in the place of the old ones. */
export async function renewRecoveryCodes(desk: Desk, id: PersonId): Promise<{ recoveryCodes: string[] }> {
  const { recoveryCodes, codeHashes } = await newCodes(desk, id);
  await desk.directory.secondFactors.replaceCodes(id, codeHashes);
  return { recoveryCodes };
}

/** Whether a code opens: one of the app whose time step was never used, or an unused recovery code. Throws SyncError `rate-limited`. */
export async function secondFactorAccepts(desk: Desk, person: PersonRow, code: string): Promise<boolean> {
  await countAttempt(desk, [codeOf(person.id)]);
  const accepted = await accepts(desk, person, code.toLowerCase().replaceAll(/[\s-]/g, ''));
  if (accepted) await forgetAttempts(desk, codeOf(person.id));
  return accepted;
}

async function accepts(desk: Desk, person: PersonRow, code: string): Promise<boolean> {
  if (/^\d{6}$/.test(code)) return codeFits(desk, person, code);
  const hash = await recoveryHash(person.id, code);
  return desk.directory.secondFactors.useCode(person.id, hash, desk.clock.now());
}

async function codeFits(
  { directory, sealer, clock }: Desk,
  person: PersonRow,
  code: string,
): Promise<boolean> {
  if (person.totpSecret === null) return false;
  const secret = await sealer.open(person.totpSecret, secretContext(person.id));
  const step = stepOfCode(secret, code, clock.now());
  return step !== null && directory.secondFactors.useStep(person.id, step);
}

function secretContext(id: PersonId): string {
  return `person/${id}/secondFactor`;
}

async function newCodes({ chance }: Desk, id: PersonId) {
  const recoveryCodes = Array.from({ length: codesGiven }, () =>
    randomLetters(chance, 16).replaceAll(/(.{4})(?=.)/g, '$1-'),
  );
  const codeHashes = await Promise.all(recoveryCodes.map((code) => recoveryHash(id, code)));
  return { recoveryCodes, codeHashes };
}

async function recoveryHash(id: PersonId, code: string): Promise<string> {
  return sha256Hex(`${id}/${code.replaceAll('-', '')}`);
}
