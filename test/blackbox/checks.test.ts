import { expect, test, vi } from 'vitest';
import { bad, good, runSteps, tallyOf } from '../../scripts/checks.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

test('the tests of a run are counted one by one', () => {
  expect(tallyOf(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  expect(tallyOf({ ...report, numFailedTests: 2 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test('a run that ends badly though no test failed counts as a failure', () => {
  expect(tallyOf(report, 1).failed).toBe(1);
});

test('a file that breaks before its tests counts as a failure', () => {
  const broken = { status: 'failed', assertionResults: [{ status: 'skipped' }] };
  const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  expect(tallyOf({ ...report, testResults: [broken] }, 1).failed).toBe(1);
  expect(tallyOf({ ...report, numFailedTests: 1, testResults: [broken, failing] }, 1).failed).toBe(2);
});

test('a run that leaves no report counts as a failure', () => {
  expect(tallyOf(null, 0)).toEqual(bad);
  expect(tallyOf({ tests: 'none' }, 0)).toEqual(bad);
});

test('all steps are run whatever fails or breaks, and added up in the last line', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const total = await runSteps([
    { name: 'one', run: async () => good },
    { name: 'two', run: async () => bad },
    { name: 'three', run: () => Promise.reject(new Error('broken')) },
    { name: 'four', run: async () => ({ passed: 5, failed: 0, skipped: 2 }) },
  ]);
  expect(total).toEqual({ passed: 6, failed: 2, skipped: 2 });
  expect(print.mock.lastCall).toEqual(['\n6 passed, 2 failed, 2 skipped']);
  vi.restoreAllMocks();
});
