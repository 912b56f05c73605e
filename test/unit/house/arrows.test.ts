import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const inside = ['kit', 'trade', 'store', 'poleepo', 'odoo'];

/** What each folder may import: whole folders, or single files of others. */
const allowed: Record<string, readonly string[]> = {
  kit: [],
  trade: ['kit'],
  poleepo: ['kit', 'trade'],
  odoo: ['kit', 'trade'],
  store: ['kit', 'trade'],
  console: ['kit', 'trade'],
  tenants: [...inside, 'jobs'],
  jobs: [...inside, 'tenants/context.ts', 'tenants/connection-test.ts'],
  orders: [...inside, 'jobs/outcome.ts', 'tenants/context.ts'],
  products: [...inside, 'jobs/outcome.ts', 'tenants/context.ts'],
  shipments: [...inside, 'jobs/outcome.ts', 'tenants/context.ts'],
  invoices: [...inside, 'jobs/outcome.ts', 'tenants/context.ts'],
  routes: [...inside, 'tenants', 'jobs', 'orders', 'products', 'shipments', 'invoices', 'console', 'wire.ts'],
  queues: [...inside, 'tenants', 'jobs', 'orders', 'products', 'shipments', 'invoices', 'console', 'wire.ts'],
  durable: [
    ...inside,
    'tenants',
    'jobs',
    'orders',
    'products',
    'shipments',
    'invoices',
    'console',
    'wire.ts',
  ],
  cron: [...inside, 'tenants', 'jobs', 'orders', 'products', 'shipments', 'invoices', 'console', 'wire.ts'],
};

const folders = Object.keys(allowed);
const doors = ['routes', 'queues', 'durable', 'cron'];

/** What a file of each folder tries to import, and whether it may. */
const cases = folders.flatMap((from) => {
  const files = [
    'tenants/context.ts',
    'tenants/connection-test.ts',
    'jobs/outcome.ts',
    'store/schema/index.ts',
  ];
  const targets = folders.map((folder) => `${folder}/x.ts`).concat(files, 'wire.ts', 'index.ts');
  const mine = allowed[from] ?? [];
  return targets
    .filter((target) => target.split('/')[0] !== from)
    .filter((target) => !(target === 'index.ts' && doors.includes(from)))
    .map((target) => {
      const ofTables = target.startsWith('store/schema/') && doors.includes(from);
      const may = !ofTables && mine.some((one) => one === target || target.startsWith(`${one}/`));
      return { from, target, may };
    });
});

const packages = folders.map((from) => ({ from, target: 'drizzle-orm', may: from === 'store' }));

const nameOf = (target: string) => `${target.replaceAll(/[/.]/g, '-')}-wanted.ts`;
const report = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), filename: z.string() })),
});

let layout = '';
const refused = new Set<string>();

/** A source tree of tiny files, each with one import, under the very rules of this project. */
beforeAll(async () => {
  layout = mkdtempSync(join(tmpdir(), 'ponte-arrows-'));
  const config = pathToFileURL(join(root, 'oxlint.config.ts')).href;
  writeFileSync(
    join(layout, 'oxlint.config.ts'),
    `import config from '${config}';\nexport default { ...config, options: {} };\n`,
  );
  for (const { from, target } of [...cases, ...packages]) {
    mkdirSync(join(layout, 'src', from), { recursive: true });
    const path = target === 'drizzle-orm' ? target : `../${target}`;
    writeFileSync(
      join(layout, 'src', from, nameOf(target)),
      `import { x } from '${path}';\nexport const y = x;\n`,
    );
  }
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = await promisify(execFile)(process.execPath, [oxlint, '-f', 'json', 'src'], {
    cwd: layout,
    maxBuffer: 50_000_000,
  }).catch((failed: { stdout: string }) => failed);
  for (const { code, filename } of report.parse(JSON.parse(stdout)).diagnostics)
    if (code?.includes('no-restricted-imports')) refused.add(filename.replaceAll('\\', '/'));
});

afterAll(() => rmSync(layout, { recursive: true, force: true }));

test('every folder of the sources has its arrows here', () => {
  const real = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) => one.isDirectory());
  const unknown = real.map(({ name }) => name).filter((name) => !folders.includes(name));
  expect(unknown).toEqual([]);
});

describe('the arrows', () => {
  test.each(cases.filter(({ may }) => may))('let src/$from import $target', ({ from, target }) => {
    expect(refused.has(`src/${from}/${nameOf(target)}`)).toBe(false);
  });

  test.each(cases.filter(({ may }) => !may))('refuse that src/$from imports $target', ({ from, target }) => {
    expect(refused.has(`src/${from}/${nameOf(target)}`)).toBe(true);
  });

  test.each(packages)('let only src/store import Drizzle: src/$from', ({ from, target, may }) => {
    expect(refused.has(`src/${from}/${nameOf(target)}`)).toBe(!may);
  });
});
