import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Company } from './company.ts';
import { demoLogin, openDemoCompany } from './demo-company.ts';
import { changeProducts, tellBatches } from './demo-products.ts';
import { tellInvoices } from './demo-invoices.ts';
import { shipOrders, tellShipments } from './demo-shipments.ts';
import { makeOrders, tellOrders } from './demo-trade.ts';
import { fireCrons } from './fire-crons.ts';
import { freePort } from './free-port.ts';
import { type LocalHouse, openLocalHouse } from './local-house.ts';
import { preferredPorts, readVersion } from './options.ts';
import { stopOnSignal } from './stop.ts';

const { values } = parseArgs({
  options: {
    odoo: { type: 'string', default: '18' },
    port: { type: 'string', default: String(preferredPorts.worker) },
    'seconds-between-orders': { type: 'string', default: '20' },
  },
});

const startedAt = Date.now();
const everyMs = Number(values['seconds-between-orders']) * 1000;
const odoo = readVersion(values.odoo);
const port = await freePort(Number(values.port));
// The simulators forget everything when they end, so the demonstration begins anew each time.
const state = `.wrangler/demo-${port}`;
rmSync(state, { recursive: true, force: true });

let house: LocalHouse | null = null;
const stopping = stopOnSignal(async () => house?.stop());
house = await openLocalHouse({
  odoo,
  state,
  ports: { worker: port, poleepo: preferredPorts.poleepo, odoo: preferredPorts.odoo(odoo) },
});
void house.worker.ended.then(() => {
  if (stopping()) return;
  console.error(`The worker has ended. Its log is ${state}/worker.log`);
  process.exit(1);
});
fireCrons(house.url, complain);
const company = await openDemoCompany(house);
introduce(house, company);

await Promise.all([
  makeOrders(house, everyMs),
  tellOrders(company.api, complain),
  changeProducts(house, company.api, 2 * everyMs),
  tellBatches(company.api, complain),
  shipOrders(house, company.api, { everyMs: 2 * everyMs, failed: complain }),
  tellShipments(house, company.api, complain),
  tellInvoices(company.api, complain),
]);

function introduce({ url, poleepo, odoo: simulated }: LocalHouse, { tenant, odoo: test }: Company): void {
  const version = test.ok ? test.version : '';
  console.log(`
Ponte is ready after ${Math.round((Date.now() - startedAt) / 1000)} s.

  Address            ${url}  (the API to browse: ${url}/v1/docs)
  Login              ${demoLogin.email}
  Password           ${demoLogin.password}
  Company            ${tenant.slug}, connected to a simulated Odoo ${version} and a simulated Poleepo
  Simulated Poleepo  ${poleepo.url}  (control: ${poleepo.url}/_sim/orders)
  Simulated Odoo     ${simulated.url}  (control: ${simulated.url}/_sim/orders)
  Log of the worker  ${state}/worker.log

The catalogue goes out to Poleepo, and something in it changes every ${(2 * everyMs) / 1000} s.
Orders arrive every ${everyMs / 1000} s, and one is shipped and invoiced every ${(2 * everyMs) / 1000} s. Ctrl-C ends everything.
`);
}

function complain(error: unknown): void {
  if (!stopping()) console.error(String(error));
}
