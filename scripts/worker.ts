import { mkdirSync, readFileSync } from 'node:fs';
import { copyVendorAssets } from './assets.ts';
import { copyLocalKeys } from './local-variables.ts';
import { until } from './until.ts';
import { hasEnded, killGroup, startWrangler, wrangler } from './wrangler.ts';

export interface WorkerWanted {
  port: number;
  /** The folder of the database, the objects and the log. */
  state: string;
  /** Instead of what wrangler.toml says. */
  variables: Record<string, string>;
  /** Reloads it when a source changes, and shows its log on the terminal; else it stays as it is now. */
  reload?: boolean;
}

export interface RunningWorker {
  url: string;
  /** Where the log is; null where it goes to the terminal. */
  logFile: string | null;
  /** Ends it and every process that it has started. */
  stop(): Promise<void>;
  /** Resolves when it ends, however it ends. */
  ended: Promise<void>;
}

const readyWithin = 60_000;

/** Starts the worker in workerd, with its database migrated, and waits until it answers. Throws with the end of its log. */
export async function startWorker(wanted: WorkerWanted): Promise<RunningWorker> {
  const { state, reload = false } = wanted;
  mkdirSync(state, { recursive: true });
  copyVendorAssets();
  copyLocalKeys();
  const [script] = await Promise.all([reload ? null : bundle(state), migrate(state)]);
  const logFile = reload ? null : `${state}/worker.log`;
  const child = startWrangler(['dev', ...(script ?? []), ...flags(wanted)], logFile);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killAtExit = () => killGroup(child);
  process.once('exit', killAtExit);
  const stop = async () => {
    child.kill('SIGTERM');
    await until('it ends', { withinMs: 5000 }, () => (hasEnded(child) ? true : null)).catch(() => undefined);
    killGroup(child);
    process.off('exit', killAtExit);
  };
  const url = `http://127.0.0.1:${wanted.port}`;
  try {
    await until('the worker answers', { withinMs: readyWithin, everyMs: 100 }, () =>
      hasEnded(child) ? 'ended' : answers(url),
    );
    if (hasEnded(child)) throw new Error('the worker ended at once');
  } catch (error) {
    await stop();
    const said = logFile === null ? '' : `\n${readFileSync(logFile, 'utf8').slice(-4000)}`;
    throw new Error(`${String(error)}${said}`);
  }
  return { url, logFile, stop, ended };
}

async function migrate(state: string): Promise<void> {
  await wrangler(['d1', 'migrations', 'apply', 'ponte', '--local', '--persist-to', state]);
}

/** Bundles the worker as a deployment would; what it runs from is then nobody's working file. */
async function bundle(state: string): Promise<string[]> {
  const folder = `${state}/bundle`;
  await wrangler(['deploy', '--dry-run', '--outdir', folder]);
  return [`${folder}/index.js`, '--no-bundle', '--config', 'wrangler.toml'];
}

function flags({ port, state, variables }: WorkerWanted): string[] {
  const named = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
  const where = ['--ip', '127.0.0.1', '--port', String(port), '--persist-to', state];
  return [...where, '--show-interactive-dev-session=false', ...named];
}

async function answers(url: string): Promise<'ready' | null> {
  try {
    const response = await fetch(`${url}/v1/openapi.json`, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok ? 'ready' : null;
  } catch {
    return null;
  }
}
