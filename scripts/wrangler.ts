import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** Nothing leaves the machine: no telemetry, no look-up of a real request's properties; and no question on the terminal. */
const environment = {
  ...process.env,
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

/** Runs wrangler to its end; throws with what it printed if it fails. */
export function wrangler(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrangler', args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += String(text)));
    child.once('error', reject);
    child.once('close', (status) =>
      status === 0 ? resolve(printed) : reject(new Error(`wrangler ${args.join(' ')} failed:\n${printed}`)),
    );
  });
}

/** Starts wrangler with a process group of its own, so that whatever it starts can be ended with it. */
export function startWrangler(args: readonly string[], logFile: string | null): ChildProcess {
  const output = logFile === null ? 'inherit' : openSync(logFile, 'w');
  const child = spawn('wrangler', args, {
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
  });
  if (typeof output === 'number') closeSync(output);
  return child;
}

/** Whether it has ended. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ends at once whatever is left of its process group. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
