import { defineConfig, type OxlintOverride } from 'oxlint';

/** A folder of src/ and the folders that its files must not import from: the arrows of docs/architecture.md. */
const doors = ['routes', 'queues', 'durable', 'cron'];
const verbs = ['orders', 'products', 'shipments', 'invoices', 'jobs'];
const forbidden: Record<string, string[]> = {
  kit: ['*'],
  trade: ['!kit'],
  poleepo: ['!kit', '!trade'],
  odoo: ['!kit', '!trade'],
  store: ['!kit', '!trade'],
  console: ['!kit', '!trade'],
  tenants: ['!kit', '!trade', '!store', '!poleepo', '!odoo', '!jobs'],
  jobs: ['!kit', '!trade', '!store', '!poleepo', '!odoo', '!tenants/context', '!tenants/connection-test'],
  orders: ['!kit', '!trade', '!store', '!poleepo', '!odoo', '!jobs/outcome', '!tenants/context'],
  products: ['!kit', '!trade', '!store', '!poleepo', '!odoo', '!jobs/outcome', '!tenants/context'],
  shipments: ['!kit', '!trade', '!store', '!poleepo', '!odoo', '!jobs/outcome', '!tenants/context'],
  invoices: ['!kit', '!trade', '!store', '!poleepo', '!odoo', '!jobs/outcome', '!tenants/context'],
};
const folders = [...doors, ...verbs, 'tenants', 'poleepo', 'odoo', 'store', 'console', 'trade', 'kit'];

const clockAndChance = [
  { name: 'fetch', message: 'Network goes through kit/http.ts.' },
  { name: 'Date', message: 'Time goes through kit/clock.ts.' },
  { name: 'setTimeout', message: 'Time goes through kit/clock.ts.' },
  { name: 'setInterval', message: 'Time goes through kit/clock.ts.' },
  { name: 'crypto', message: 'Chance and hashes go through kit/.' },
];

function arrows(folder: string, rules: string[]): OxlintOverride {
  const allowed = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  const others = folders.filter((other) => other !== folder && !allowed.includes(other));
  const patterns = others.map((other) => ({
    group: [
      `**/${other}/**`,
      ...allowed.filter((path) => path.startsWith(`${other}/`)).map((path) => `!**/${path}.ts`),
    ],
    message: `src/${folder} must not import src/${other}.`,
  }));
  return {
    files: [`src/${folder}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...patterns,
            {
              group: ['**/wire.ts', '**/env.ts', '../index.ts'],
              message: 'Only doors know the composition root.',
            },
            ...(folder === 'store'
              ? []
              : [{ group: ['drizzle-orm', 'drizzle-orm/**'], message: 'Drizzle only in src/store.' }]),
          ],
        },
      ],
    },
  };
}

const doorArrows = doors.map((folder): OxlintOverride => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['drizzle-orm', 'drizzle-orm/**'], message: 'Drizzle only in src/store.' },
          { group: ['**/store/schema/**'], message: 'Tables only in src/store.' },
          ...doors
            .filter((other) => other !== folder)
            .map((other) => ({
              group: [`**/${other}/**`],
              message: `src/${folder} must not import src/${other}.`,
            })),
        ],
      },
    ],
  },
}));

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'vitest'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  env: { es2024: true },
  rules: {
    'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    'max-lines-per-function': ['error', { max: 60 }],
    'max-params': ['error', { max: 3 }],
    'max-depth': ['error', { max: 4 }],
    'no-console': 'error',
    'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    'import/no-cycle': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/unbound-method': 'off',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'vitest/require-mock-type-parameters': 'off',
    'prefer-const': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
  },
  ignorePatterns: ['worker-configuration.d.ts', 'test/recordings/**', 'assets/**', 'dist/**'],
  overrides: [
    ...Object.entries(forbidden).map(([folder, rules]) => arrows(folder, rules)),
    ...doorArrows,
    {
      files: ['src/**'],
      rules: {
        'no-restricted-globals': ['error', ...clockAndChance],
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random', message: 'Chance goes through kit/.' },
        ],
      },
    },
    { files: ['src/kit/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' } },
    { files: ['test/**', 'bench/**'], rules: { 'max-lines-per-function': ['error', { max: 200 }] } },
    { files: ['scripts/**', 'sim/serve.ts', 'sim/main.ts'], rules: { 'no-console': 'off' } },
    { files: ['src/kit/log.ts'], rules: { 'no-console': 'off' } },
  ],
});
