import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { copyVendorAssets } from './assets.ts';
import { copyLocalKeys } from './local-variables.ts';
import { until } from './until.ts';

export interface WorkerWanted {
  port: number;
  /** The folder of the database, the objects and the log. */
  state: string;
  /** Instead of what wrangler.toml says. */
  variables: Record<string, string>;
  /** Where its log goes: to `worker.log` in the state folder unless told. */
  log?: 'terminal' | 'file';
}

export interface RunningWorker {
  url: string;
  /** Where the log is, or null where it went to the terminal. */
  logFile: string | null;
  /** Ends it and every process that it has started. */
  stop(): Promise<void>;
  /** Resolves when it ends, however it ends. */
  ended: Promise<void>;
}

/** Nothing leaves the machine: no telemetry, no look-up of a real request's properties, no question on the terminal. */
export const quietly = {
  ...process.env,
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

const readyWithin = 60_000;

/** Brings the local database of a state folder up to date; throws with what the tool printed if that fails. */
export function migrate(state: string): void {
  const args = ['d1', 'migrations', 'apply', 'ponte', '--local', '--persist-to', state];
  const { status, stdout, stderr } = spawnSync('wrangler', args, { env: quietly, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the database could not be migrated:\n${stdout}${stderr}`);
}

/** Starts the worker in workerd, with its database migrated, and waits until it answers. */
export async function startWorker({
  port,
  state,
  variables,
  log = 'file',
}: WorkerWanted): Promise<RunningWorker> {
  mkdirSync(state, { recursive: true });
  copyVendorAssets();
  copyLocalKeys();
  migrate(state);
  const logFile = log === 'file' ? `${state}/worker.log` : null;
  const child = spawnWorker({ port, state, variables, logFile });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killAtExit = () => killGroup(child);
  process.once('exit', killAtExit);
  const stop = async () => {
    await end(child);
    process.off('exit', killAtExit);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await until('the worker answers', readyWithin, () => (hasEnded(child) ? 'ended' : answers(url)));
    if (hasEnded(child)) throw new Error('the worker ended at once');
  } catch (error) {
    await stop();
    const said = logFile === null ? '' : `\n${readFileSync(logFile, 'utf8').slice(-4000)}`;
    throw new Error(`${String(error)}${said}`);
  }
  return { url, logFile, stop, ended };
}

function spawnWorker(wanted: Omit<WorkerWanted, 'log'> & { logFile: string | null }): ChildProcess {
  const output = wanted.logFile === null ? null : openSync(wanted.logFile, 'w');
  const variables = Object.entries(wanted.variables).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ]);
  const address = ['--ip', '127.0.0.1', '--port', String(wanted.port)];
  const args = [
    'dev',
    ...address,
    '--persist-to',
    wanted.state,
    '--show-interactive-dev-session=false',
    ...variables,
  ];
  // A process group of its own, so that whatever it starts can be ended with it.
  const child = spawn('wrangler', args, {
    env: quietly,
    detached: true,
    stdio: ['ignore', output ?? 'inherit', output ?? 'inherit'],
  });
  if (output !== null) closeSync(output);
  return child;
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

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await until('the worker ends', 5000, () => (hasEnded(child) ? true : null)).catch(() => undefined);
  killGroup(child);
}
