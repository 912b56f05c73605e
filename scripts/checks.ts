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

/** What a step found, and what it said where that was held back until its turn. */
export type Found = Tally & { said?: string };

/** One thing that `npm test` and `npm run verify` run. */
export interface Step {
  name: string;
  run: () => Promise<Found>;
  /** The step beside which this one goes on already, where it mostly waits; what it says is held back until its turn. */
  beside?: string;
}

export const good: Tally = { passed: 1, failed: 0, skipped: 0 };
export const bad: Tally = { passed: 0, failed: 1, skipped: 0 };

const current = new Set<ChildProcess>();

/** Runs a program to its end; answers its status, 1 where a signal ended it. Its output is seen, unless `hear` gets it. */
export function statusOf(
  command: string,
  args: readonly string[],
  hear?: (text: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' };
    const output = hear === undefined ? 'inherit' : 'pipe';
    const child = spawn(command, args, { stdio: ['ignore', output, output], env });
    current.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', hear ?? (() => {}));
    child.once('error', reject);
    child.once(hear === undefined ? 'exit' : 'close', (status) => {
      current.delete(child);
      resolve(status ?? 1);
    });
  });
}

/** A tool that says by its exit status whether all is well. */
export function tool(name: string, ...[command = '', ...args]: string[]): Step {
  return { name, run: async () => ((await statusOf(command, args)) === 0 ? good : bad) };
}

/** A tool that goes on beside the tests that are named, and says what it has to say when its turn comes. */
export function toolBeside(beside: string, name: string, ...[command = '', ...args]: string[]): Step {
  const run = async () => {
    let said = '';
    const status = await statusOf(command, args, (text) => (said += text));
    return { ...(status === 0 ? good : bad), said };
  };
  return { name, run, beside };
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

/**
 * Runs steps one after the other, but those beside another that are begun with it; all of them whatever fails. Says in one
 * last line how they went.
 */
export async function runSteps(steps: readonly Step[]): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  const failed: string[] = [];
  const begun = new Map<Step, Promise<Timed>>();
  for (const step of steps) {
    const { name } = step;
    console.log(`\n== ${name}`);
    for (const other of steps) if (other.beside === name) begun.set(other, timed(other));
    const { seconds, ...tally } = await (begun.get(step) ?? timed(step));
    if (tally.said !== undefined) console.log(tally.said.trimEnd());
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key];
    if (tally.failed > 0) failed.push(name);
    console.log(`== ${name}: ${lineOf(tally)} (${seconds} s)`);
  }
  if (failed.length > 0) console.log(`\nFailed: ${failed.join('; ')}`);
  console.log(`\n${lineOf(total)}`);
  return total;
}

type Timed = Found & { seconds: string };

async function timed({ run }: Step): Promise<Timed> {
  const startedAt = Date.now();
  const found = await run().catch((error: unknown) => {
    console.error(String(error));
    return bad;
  });
  return { ...found, seconds: ((Date.now() - startedAt) / 1000).toFixed(1) };
}

/** Ends the programs that steps are running, and waits until they have ended. */
export async function endCurrent(): Promise<void> {
  const running = [...current].filter(({ exitCode }) => exitCode === null);
  const ended = running.map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(ended);
}

function lineOf({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
