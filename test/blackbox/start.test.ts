import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { until } from '../../scripts/until.ts';

let program: ChildProcess | null = null;
afterEach(() => program?.kill('SIGTERM'));

interface Started {
  port: number;
  lines: string[];
  child: ChildProcess;
}

/** Starts the product as `npm start` does, and waits until it has told of a confirmed order. */
async function start(port: number, ...args: string[]): Promise<Started> {
  const asked = ['scripts/launch.mjs', 'start', '--port', String(port), ...args];
  const child = spawn('node', asked, { stdio: ['ignore', 'pipe', 'inherit'] });
  program = child;
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  await until('an order is confirmed', { withinMs: 90_000, everyMs: 100 }, () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${lines.join('\n')}`);
    return lines.some((line) => line.includes('confirmed in Odoo as')) ? true : null;
  });
  return { port, lines, child };
}

async function stop({ child }: Started): Promise<number | null> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** What a line of the introduction says: `Address`, `Login`, `Password`. */
function told(lines: readonly string[], name: string): string {
  const line = lines.find((one) => one.trim().startsWith(name)) ?? '';
  return line.trim().slice(name.length).trim();
}

/** Processes of this machine whose command names a port of the started product, other than those that are no more. */
function processesOf(port: number): string[] {
  const all = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(String(port)) && !line.startsWith('Z'));
}

test('one command starts the product with a company whose orders arrive, to which one can sign in', async () => {
  const started = await start(await freePort());
  const address = /^http:\/\/127\.0\.0\.1:\d+/.exec(told(started.lines, 'Address'))?.[0] ?? '';
  const body = JSON.stringify({
    email: told(started.lines, 'Login'),
    password: told(started.lines, 'Password'),
  });
  const headers = { 'content-type': 'application/json' };
  const signIn = await fetch(`${address}/v1/sessions`, { method: 'POST', headers, body });
  const { token } = (await signIn.json()) as { token: string };
  expect(signIn.ok).toBe(true);
  const health = await fetch(`${address}/v1/health`, { headers: { authorization: `Bearer ${token}` } });
  expect(await health.json()).toMatchObject({
    sides: [
      { side: 'odoo', connected: true, pausedUntil: null },
      { side: 'poleepo', connected: true, pausedUntil: null },
    ],
  });
  expect(processesOf(started.port)).not.toEqual([]);
  expect(await stop(started)).toBe(0);
  expect(processesOf(started.port)).toEqual([]);
});

test('it starts again where it was started before, with another Odoo if asked', async () => {
  const port = await freePort();
  expect(await stop(await start(port))).toBe(0);
  const again = await start(port, '--odoo', '19');
  expect(told(again.lines, 'Company')).toContain('simulated Odoo 19');
  expect(await stop(again)).toBe(0);
});

test('an Odoo that there is no simulator of is refused', async () => {
  const child = spawn('node', ['scripts/launch.mjs', 'start', '--odoo', '15'], { stdio: 'ignore' });
  const [status] = (await once(child, 'exit')) as [number];
  expect(status).toBe(1);
});
