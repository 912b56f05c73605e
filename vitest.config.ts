import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { copyVendorAssets } from './scripts/assets.ts';
import { copyLocalKeys, localVariables } from './scripts/local-variables.ts';

copyVendorAssets();
copyLocalKeys();

export default defineConfig({
  test: {
    silent: 'passed-only',

    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          isolate: false,
          maxWorkers: 2,
          include: ['test/{unit,contract,journeys}/**/*.test.{ts,tsx}'],
          // node:sqlite says of itself that it is experimental, once per file.
          execArgv: ['--disable-warning=ExperimentalWarning'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [
          cloudflareTest(async ({ inject }) => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ...localVariables(),
                PUBLIC_URL: 'https://ponte.example.com',
                POLEEPO_API_URL: inject('poleepo'),
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
              },
              // The simulators of this machine and nothing else.
              outboundService: { network: { allow: ['local'] } },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['./test/support/sims-setup.ts'],
          setupFiles: ['./test/support/worker-setup.ts'],
          isolate: false,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'blackbox',
          environment: 'node',
          include: ['test/{blackbox,browser}/**/*.test.{ts,tsx}'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
