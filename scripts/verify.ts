import { endCurrent, runSteps, tests, tool } from './checks.ts';
import { stopOnSignal } from './stop.ts';

stopOnSignal(endCurrent, 130);
const { failed } = await runSteps([
  tool('format', 'prettier', '--check', '--log-level=warn', '.'),
  tool('lint', 'oxlint', '--deny-warnings'),
  tool('types', 'tsc'),
  tests('node', 'test/unit'),
]);
process.exit(failed === 0 ? 0 : 1);
