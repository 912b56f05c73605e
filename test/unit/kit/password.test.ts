import { describe, expect, test } from 'vitest';
import { systemChance } from '../../../src/kit/chance.ts';
import { hashPassword, passwordMatches } from '../../../src/kit/password.ts';

describe('the hash of a password', () => {
  test('matches that password and no other', async () => {
    const hash = await hashPassword('una frase lunga', systemChance);
    expect(hash).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passwordMatches('una frase lunga', hash)).toBe(true);
    for (const wrong of ['Una frase lunga', 'una frase lunga ', '', hash])
      expect(await passwordMatches(wrong, hash)).toBe(false);
  });

  test('is another one each time', async () => {
    const [one, two] = [
      await hashPassword('uguale', systemChance),
      await hashPassword('uguale', systemChance),
    ];
    expect(one).not.toBe(two);
    expect(await passwordMatches('uguale', two)).toBe(true);
  });

  test('matches however the keyboard composes its letters', async () => {
    const hash = await hashPassword('perche\u0301 ﬁnito', systemChance);
    expect(await passwordMatches('perch\u00e9 finito', hash)).toBe(true);
    expect(await passwordMatches('perche finito', hash)).toBe(false);
  });
});

test('a hash of another form matches no password, and throws nothing', async () => {
  const hash = await hashPassword('una frase lunga', systemChance);
  const wrong = [
    '',
    'una frase lunga',
    hash.replace('scrypt', 'bcrypt'),
    hash.slice(0, -4),
    hash.replaceAll('$', ':'),
    'scrypt$',
    'scrypt$$',
    'scrypt$!!$!!',
    'scrypt$AAAA',
  ];
  for (const form of wrong)
    expect([form, await passwordMatches('una frase lunga', form)]).toEqual([form, false]);
  expect(await passwordMatches('', 'scrypt$$')).toBe(false);
});
