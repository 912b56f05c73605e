import { parseArgs } from 'node:util';
import { z } from 'zod';
import { serveSims } from './serve.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const version = z.union([z.literal(16), z.literal(17), z.literal(18), z.literal(19)]);

const argumentsSchema = z.object({
  odoo: z.array(z.coerce.number().pipe(version)).default([]),
  'odoo-port': z.array(port).default([]),
  'poleepo-port': port.optional(),
  'poleepo-latency-ms': z.coerce.number().min(0).default(0),
  'odoo-latency-ms': z.coerce.number().min(0).default(0),
  seed: z.coerce.number().int().default(1),
});

/**
 * Serves the simulators until SIGTERM or SIGINT, and prints one line of JSON with their addresses when ready:
 * `node sim/main.ts --odoo 18 --odoo-port 8069 --poleepo-port 8790`. Several `--odoo` take the `--odoo-port` of
 * the same place, or a free one.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      odoo: { type: 'string', multiple: true },
      'odoo-port': { type: 'string', multiple: true },
      'poleepo-port': { type: 'string' },
      'poleepo-latency-ms': { type: 'string' },
      'odoo-latency-ms': { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const wanted = argumentsSchema.parse(values);
  const { seed } = wanted;
  const poleepoPort = wanted['poleepo-port'];
  const served = await serveSims({
    odoo: wanted.odoo.map((one, index) => ({
      version: one,
      seed,
      latencyMs: wanted['odoo-latency-ms'],
      port: wanted['odoo-port'][index] ?? 0,
    })),
    ...(poleepoPort === undefined
      ? {}
      : { poleepo: { port: poleepoPort, seed, latencyMs: wanted['poleepo-latency-ms'] } }),
  });
  const ready = {
    poleepo: served.poleepo?.url ?? null,
    odoo: served.odoo.map(({ version: one, url }) => ({ version: one, url })),
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void served.close().then(() => process.exit(0));
    });
  }
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

await main();
