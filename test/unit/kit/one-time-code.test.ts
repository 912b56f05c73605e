import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import { second } from '../../../src/kit/clock.ts';
import { codeAt, codeUri, newCodeSecret, stepOfCode } from '../../../src/kit/one-time-code.ts';

const now = Date.UTC(2026, 5, 3, 8);
const step = now / (30 * second);

test('codes are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const codes = [59, 1_111_111_109, 1_234_567_890, 2_000_000_000].map((at) => codeAt(secret, at * second));
  expect(codes).toEqual(['287082', '081804', '005924', '279037']);
});

test('a fresh secret has 160 bits in base32, and is another one each time', () => {
  expect(newCodeSecret(systemChance)).toMatch(/^[A-Z2-7]{32}$/);
  expect(newCodeSecret(systemChance)).not.toBe(newCodeSecret(systemChance));
});

test('the address for an app names secret, issuer and account', () => {
  const secret = newCodeSecret(systemChance);
  const uri = new URL(codeUri(secret, { issuer: 'Ponte', label: 'ada@example.it' }));
  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toContain('ada@example.it');
  expect([uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([secret, 'Ponte']);
});

describe('a code', () => {
  const secret = newCodeSecret(systemChance);
  const codeOf = (steps: number) => codeAt(secret, now + steps * 30 * second);

  test('is good in its own step, and says which one that is', () => {
    expect(stepOfCode(secret, codeOf(0), now)).toBe(step);
    expect(stepOfCode(secret, codeOf(0), now + 29 * second)).toBe(step);
  });

  test('is good one step early and one step late, as the step that it is of', () => {
    expect(stepOfCode(secret, codeOf(-1), now)).toBe(step - 1);
    expect(stepOfCode(secret, codeOf(1), now)).toBe(step + 1);
  });

  test('is good no longer after that', () => {
    const near = [-1, 0, 1].map(codeOf);
    for (const steps of [-20, -3, -2, 2, 3, 20]) {
      const code = codeOf(steps);
      expect([code, stepOfCode(secret, code, now) === null]).toEqual([code, !near.includes(code)]);
    }
  });

  test('has six digits and nothing else', () => {
    for (const text of ['', '12345', '1234567', ` ${codeOf(0)}`, '12345a', '١٢٣٤٥٦'])
      expect([text, stepOfCode(secret, text, now)]).toEqual([text, null]);
  });
});
