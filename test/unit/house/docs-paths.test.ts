import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const tops = readdirSync(root).filter((name) => name !== 'node_modules');

/** The Markdown that the project speaks through. */
const pages = ['README.md', ...markdownIn('docs')].filter((page) => existsSync(join(root, page)));

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** What stands in backticks and begins like a path of this repository, without a line number or a pattern behind it. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, inside]) => String(inside));
  return quoted
    .map((inside) =>
      inside
        .replace(/^\.\//, '')
        .replace(/:\d+$/, '')
        .replace(/[*{<].*$/, ''),
    )
    .filter((path) => path.includes('/') && tops.includes(path.split('/')[0] ?? ''));
}

test('there are pages to read', () => {
  expect(pages.length).toBeGreaterThan(0);
});

test.each(pages)('every path that %s names is there', (page) => {
  const named = pathsIn(readFileSync(join(root, page), 'utf8'));
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('a path is told from a route, a package and a word', () => {
  const text =
    'See `src/kit/http.ts`, `./docs/`, `src/store/schema/*.ts`, `/v1/jobs`, `drizzle-orm/d1`, `src`, `a b/c`.';
  expect(pathsIn(text)).toEqual(['src/kit/http.ts', 'docs/', 'src/store/schema/']);
});
