import { copyVendorAssets } from './assets.ts';
import { endCurrent, runSteps, tests, tool, toolBeside } from './checks.ts';
import { driftOfSchema, driftOfTypes } from './drift.ts';
import { stopOnSignal } from './stop.ts';

copyVendorAssets();
stopOnSignal(endCurrent, 130);
const { failed } = await runSteps([
  tool('format', 'prettier', '--check', '--log-level=warn', '.'),
  tool('lint', 'oxlint', '--deny-warnings'),
  tool('types', 'tsc'),
  driftOfTypes,
  driftOfSchema,
  tests('node'),
  tests('worker'),
  tests('blackbox'),
  tool('deploy dry run', 'wrangler', 'deploy', '--dry-run', '--outdir', 'dist'),
  // Beside tests in virtual time, which no work of another program can fail.
  toolBeside('tests: node', 'smoke', 'node', '--disable-warning=ExperimentalWarning', 'scripts/smoke.ts'),
]);
process.exit(failed === 0 ? 0 : 1);
