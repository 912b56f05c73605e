import { expect, test, vi } from 'vitest';
import { bad, good, runSteps, type Step, tallyOf, toolBeside } from '../../scripts/checks.ts';

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

test('a step beside another is begun with it, and says what it has to say at its own turn', async () => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line.trim()));
  const order: string[] = [];
  const step = (name: string): Step => ({ name, run: async () => (order.push(name), good) });
  const beside: Step = {
    name: 'beside',
    beside: 'two',
    run: async () => (order.push('beside'), { ...bad, said: 'what it says' }),
  };
  const total = await runSteps([step('one'), step('two'), step('three'), beside]);
  vi.restoreAllMocks();
  expect(order).toEqual(['one', 'beside', 'two', 'three']);
  expect(total).toEqual({ passed: 3, failed: 1, skipped: 0 });
  const turn = lines.indexOf('== beside');
  expect(turn).toBeGreaterThan(lines.findIndex((line) => line.startsWith('== three: ')));
  expect(lines.slice(turn + 1, turn + 2)).toEqual(['what it says']);
  expect(lines).toContain('Failed: beside');
});

test('all that a program beside another says is heard, and how it ended', async () => {
  const script = "console.log('out'); console.error('err'); process.exit(3)";
  const found = await toolBeside('other', 'one', 'node', '-e', script).run();
  expect(found).toEqual({ ...bad, said: expect.stringContaining('out') });
  expect(found.said).toContain('err');
  expect(await toolBeside('other', 'one', 'node', '-e', '').run()).toEqual({ ...good, said: '' });
});
