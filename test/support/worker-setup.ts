import { applyD1Migrations, type D1Migration, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, vi } from 'vitest';

declare global {
  namespace Cloudflare {
    interface Env {
      TEST_MIGRATIONS: D1Migration[];
    }
  }
}

beforeAll(async () => {
  // A line per request is kept and carried over for each test: thousands of them slow the tests down.
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
});
