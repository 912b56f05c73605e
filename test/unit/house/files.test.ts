import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const kept = execFileSync('git', ['ls-files', 'src', 'sim', 'test', 'scripts', 'bench'], { cwd: root })
  .toString()
  .split('\n')
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && existsSync(`${root}${path}`))
  .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));

test('no file has more than 300 lines', () => {
  const long = kept.filter(({ text }) => text.split('\n').length - 1 > 300).map(({ path }) => path);
  expect(long).toEqual([]);
  expect(kept.length).toBeGreaterThan(100);
});

test('no test is left out, and no rule is switched off', () => {
  const marks = ['oxlint' + '-disable', 'eslint' + '-disable', '@ts-' + 'ignore', '@ts-' + 'nocheck'];
  const loose = /\bas any(?=[;,)\]>])/;
  const skips = /\b(test|it|describe)\.(skip|todo|only)\b/;
  const found = kept.filter(
    ({ text }) => skips.test(text) || loose.test(text) || marks.some((mark) => text.includes(mark)),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
});
