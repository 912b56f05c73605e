import { readFileSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import { unstable_readConfig } from 'wrangler';
import { z } from 'zod';
import { copyVendorAssets } from './assets.ts';
import { localVariables } from './local-variables.ts';
import { wrangler } from './wrangler.ts';

// It acts on the account of CLOUDFLARE_API_TOKEN (and CLOUDFLARE_ACCOUNT_ID), or of `npx wrangler login`. The account needs
// the paid plan: the free one allows 50 D1 queries and 10 ms of CPU per run, and 24 hours of a queue's memory.

const usage = `npm run deploy -- --public-url https://ponte.example.com [--secrets-file <file>]

  --public-url    the address under which Poleepo and people reach this deployment
  --secrets-file  NAME="value" lines; needed the first time, and to change a secret. Keep it out of the repository.`;

const { values } = parseArgs({
  options: { 'public-url': { type: 'string' }, 'secrets-file': { type: 'string' } },
});

function refuse(sentence: string): never {
  console.error(`${sentence}\n\n${usage}`);
  process.exit(1);
}

function publicUrl(): string {
  const url = values['public-url'];
  if (url === undefined || !URL.canParse(url)) return refuse('Under which address will it be reached?');
  if (new URL(url).protocol !== 'https:') return refuse('Only https: webhooks and sessions pass through it.');
  return url;
}

const named = z.array(z.object({ name: z.string() }));

/** Secrets that neither the deployment has nor the file brings; throws where a key of the repository is among them. */
async function missingSecrets(required: readonly string[], file: string | undefined): Promise<string[]> {
  const brought = file === undefined ? {} : parseEnv(readFileSync(file, 'utf8'));
  const local = Object.values(localVariables());
  const known = Object.keys(brought).find(
    (name) => local.includes(brought[name] ?? '') && required.includes(name),
  );
  if (known !== undefined)
    refuse(`${known} is the one of the repository, which everybody knows: make another.`);
  // Before the first deployment there is nothing to list.
  const listed = await wrangler(['secret', 'list', '--format', 'json']).catch(() => '[]');
  const kept = named.parse(JSON.parse(listed)).map(({ name }) => name);
  return required.filter((name) => !(name in brought) && !kept.includes(name));
}

/** Where the data rests can be chosen only when a database is made: a deployment that makes its own would not choose. */
async function ensureDatabase(name: string): Promise<void> {
  const databases = named.parse(JSON.parse(await wrangler(['d1', 'list', '--json'])));
  if (databases.some((database) => database.name === name)) return;
  console.log(await wrangler(['d1', 'create', name, '--jurisdiction', 'eu']));
}

async function ensureQueue(name: string): Promise<void> {
  const exists = await wrangler(['queues', 'info', name]).then(
    () => true,
    () => false,
  );
  if (!exists) console.log(await wrangler(['queues', 'create', name]));
}

/** A bucket's jurisdiction, too, is chosen when it is made; it is found only by who names it. */
async function ensureBucket(name: string, jurisdiction: string): Promise<void> {
  const where = [name, '--jurisdiction', jurisdiction];
  const exists = await wrangler(['r2', 'bucket', 'info', ...where]).then(
    () => true,
    () => false,
  );
  if (!exists) console.log(await wrangler(['r2', 'bucket', 'create', ...where]));
}

const url = publicUrl();
const file = values['secrets-file'];
const config = unstable_readConfig({ config: 'wrangler.toml' });
const missing = await missingSecrets(config.secrets?.required ?? [], file);
if (missing.length > 0)
  refuse(`Secrets are missing: ${missing.join(', ')}.
Each key is 32 random bytes: openssl rand -base64 32. MASTER_KEY has a name of your choice before it: MASTER_KEY="2026-1:<base64>"`);

copyVendorAssets();
for (const { database_name: name } of config.d1_databases) if (name !== undefined) await ensureDatabase(name);
for (const { queue } of config.queues.consumers ?? []) await ensureQueue(queue);
for (const { bucket_name: name, jurisdiction } of config.r2_buckets)
  if (name !== undefined) await ensureBucket(name, jurisdiction ?? 'eu');
// Migrations only add, so the worker that still runs goes on with the database of the next one.
console.log(await wrangler(['d1', 'migrations', 'apply', 'ponte', '--remote']));
const secrets = file === undefined ? [] : ['--secrets-file', file];
console.log(await wrangler(['deploy', '--var', `PUBLIC_URL:${url}`, ...secrets]));
