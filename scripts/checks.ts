import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** How many of what a step checks passed, failed, or were not run. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** One thing that `npm test` and `npm run verify` run. */
export interface Step {
  name: string;
  run: () => Promise<Tally>;
}

export const good: Tally = { passed: 1, failed: 0, skipped: 0 };
export const bad: Tally = { passed: 0, failed: 1, skipped: 0 };

let current: ChildProcess | null = null;

/** Runs a program, whose output is seen, to its end; answers its status, 1 where a signal ended it. */
export function statusOf(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' };
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    current = child;
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** A tool that says by its exit status whether all is well. */
export function tool(name: string, ...[command = '', ...args]: string[]): Step {
  return { name, run: async () => ((await statusOf(command, args)) === 0 ? good : bad) };
}

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** The tests of a project of vitest.config.ts, each counted. A run that ends badly without a failed test fails once. */
export function tests(project: string, ...filters: string[]): Step {
  return {
    name: `tests: ${[project, ...filters].join(' ')}`,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ponte-tests-'));
      const file = join(folder, 'report.json');
      const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
      const status = await statusOf('vitest', ['run', '--project', project, ...reporters, ...filters]);
      const said: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
      rmSync(folder, { recursive: true, force: true });
      return tallyOf(said, status);
    },
  };
}

/** What vitest's report and exit status say together; a file that could not be run to its end counts as one failure. */
export function tallyOf(said: unknown, status: number): Tally {
  const read = report.safeParse(said);
  if (!read.success) return bad;
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests, testResults } = read.data;
  const isFailed = (one: { status: string }) => one.status === 'failed';
  const broken = testResults.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed)).length;
  const failed = numFailedTests + broken;
  return {
    passed,
    failed: status !== 0 && failed === 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

/** Runs steps one after the other, all of them whatever fails, and says in one last line how they went. */
export async function runSteps(steps: readonly Step[]): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  const failed: string[] = [];
  for (const { name, run } of steps) {
    const startedAt = Date.now();
    console.log(`\n== ${name}`);
    const tally = await run().catch((error: unknown) => {
      console.error(String(error));
      return bad;
    });
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key];
    if (tally.failed > 0) failed.push(name);
    console.log(`== ${name}: ${lineOf(tally)} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  }
  if (failed.length > 0) console.log(`\nFailed: ${failed.join('; ')}`);
  console.log(`\n${lineOf(total)}`);
  return total;
}

/** Ends the program that a step is running, and waits until it has ended. */
export async function endCurrent(): Promise<void> {
  if (current === null || current.exitCode !== null) return;
  const ended = once(current, 'exit');
  current.kill('SIGTERM');
  await ended;
}

function lineOf({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
