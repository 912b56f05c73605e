import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { fireCrons } from './fire-crons.ts';
import { isFree } from './free-port.ts';
import { variablesOf } from './local-house.ts';
import { preferredPorts, readVersion } from './options.ts';
import { stopOnSignal } from './stop.ts';
import { type RunningWorker, startWorker } from './worker.ts';

const { values } = parseArgs({
  options: {
    odoo: { type: 'string', default: '18' },
    port: { type: 'string', default: String(preferredPorts.worker) },
  },
});
const odoo = readVersion(values.odoo);
const port = Number(values.port);
const odooPort = preferredPorts.odoo(odoo);

// Ports of their own, not any that are free: what is kept in the database points at them.
for (const taken of [port, preferredPorts.poleepo, odooPort])
  if (!(await isFree(taken))) {
    console.error(`Port ${taken} is taken: end what listens there, npm start perhaps.`);
    process.exit(1);
  }
const ports = ['--poleepo-port', String(preferredPorts.poleepo), '--odoo-port', String(odooPort)];
const simulators = spawn(
  'node',
  ['--disable-warning=ExperimentalWarning', '--watch', 'sim/main.ts', '--odoo', String(odoo), ...ports],
  { stdio: 'inherit' },
);
process.once('exit', () => simulators.kill('SIGTERM'));

let worker: RunningWorker | null = null;
const stopping = stopOnSignal(async () => worker?.stop());
const variables = variablesOf(port, `http://127.0.0.1:${preferredPorts.poleepo}`);
worker = await startWorker({ port, state: '.wrangler/state', variables, reload: true });
void worker.ended.then(() => stopping() || process.exit(1));
fireCrons(worker.url, (error) => console.error(String(error)));
console.log(`
Ponte is at ${worker.url}, and its pages and those of the simulators reload when a file changes.
No company is there yet: POST /v1/signup makes one. An Odoo ${odoo} is at http://127.0.0.1:${odooPort},
database demo, login ponte@example.com; Poleepo is at http://127.0.0.1:${preferredPorts.poleepo}.
`);
