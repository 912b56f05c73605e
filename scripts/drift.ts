import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bad, good, statusOf, type Step } from './checks.ts';

const types = 'worker-configuration.d.ts';

/** Whether the types of the bindings are those that wrangler.toml makes. The tool's own check trusts a mark in the file. */
export const driftOfTypes: Step = {
  name: 'drift of generated types',
  run: async () => {
    const before = readFileSync(types, 'utf8');
    const status = await statusOf('wrangler', ['types', '--include-runtime=false']);
    const made = readFileSync(types, 'utf8');
    if (status === 0 && made === before) return good;
    writeFileSync(types, before);
    console.error(`${types} is not what wrangler.toml makes: npx wrangler types --include-runtime=false`);
    return bad;
  },
};

/** Whether the migrations make the tables that the schema describes: nothing new is to be generated. */
export const driftOfSchema: Step = {
  name: 'drift of the schema',
  run: async () => {
    const copy = '.wrangler/drift';
    rmSync(copy, { recursive: true, force: true });
    cpSync('migrations', copy, { recursive: true });
    const from = ['--dialect', 'sqlite', '--schema', './src/store/schema/index.ts'];
    const status = await statusOf('drizzle-kit', ['generate', ...from, '--out', copy, '--name', 'drift']);
    const made = readdirSync(copy).filter((name) => !readdirSync('migrations').includes(name));
    rmSync(copy, { recursive: true, force: true });
    if (status === 0 && made.length === 0) return good;
    console.error('src/store/schema is ahead of migrations/: npx drizzle-kit generate --name <name>');
    return bad;
  },
};
