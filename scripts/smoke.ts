import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDemoCompany } from './demo-company.ts';
import { type LegName, legNames, type Legs, median } from './legs.ts';
import { type LocalHouse, openLocalHouse } from './local-house.ts';
import { readVersion } from './options.ts';
import { type Confirmed, faultsOf, legsOfAll, sendOrders } from './smoke-orders.ts';
import { stopOnSignal } from './stop.ts';

const { values } = parseArgs({
  options: {
    odoo: { type: 'string', default: '18' },
    orders: { type: 'string', default: '20' },
    burst: { type: 'string', default: '20' },
    'latency-ms': { type: 'string', default: '0' },
  },
});
const latencyMs = Number(values['latency-ms']);
/** Beyond what the simulators themselves take. */
const mostMs = 1000;

const state = mkdtempSync(join(tmpdir(), 'ponte-smoke-'));
let house: LocalHouse | null = null;
const remove = () => rmSync(state, { recursive: true, force: true });
stopOnSignal(async () => {
  await house?.stop();
  remove();
});

const startedAt = Date.now();
let faults: string[] = [];
try {
  house = await openLocalHouse({ odoo: readVersion(values.odoo), state, latencyMs });
  const { api } = await openDemoCompany(house);
  console.log(`Ready and connected to a simulated Odoo ${values.odoo} after ${Date.now() - startedAt} ms.`);

  const singles: Confirmed[] = [];
  for (let count = 0; count < Number(values.orders); count += 1)
    singles.push(...(await sendOrders(house, api, 1)).confirmed);
  const legs = await legsOfAll(house, api, { confirmed: singles, latencyMs });
  printLegs(legs);
  const burst = await sendOrders(house, api, Number(values.burst));
  console.log(`A burst of ${values.burst} webhooks: all confirmed after ${burst.ms} ms.`);

  const own = median(legs.map(({ whole, simulators }) => whole - simulators));
  if (own >= mostMs) faults.push(`the median from webhook to confirmed is ${own} ms, not under ${mostMs}`);
  for (const one of [...singles, ...burst.confirmed]) faults.push(...faultsOf(house, one));
} catch (error) {
  faults = [String(error)];
} finally {
  await house?.stop();
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(`Not well. The database and the log are kept in ${state}`);
  process.exit(1);
}
remove();
console.log('All orders are in Odoo once, equal to the cent.');
process.exit(0);

function printLegs(legs: readonly Legs[]): void {
  const line = (name: string, pick: (one: Legs) => number) => {
    const times = legs.map(pick);
    const [middle, worst] = [median(times), Math.max(...times)];
    console.log(`  ${name.padEnd(36)}${String(middle).padStart(7)}${String(worst).padStart(9)}`);
  };
  console.log(`${legs.length} orders one after another, in ms${' '.repeat(6)}   median    worst`);
  for (const name of legNames) line(name, (one) => one[name satisfies LegName]);
  line('webhook sent to order confirmed', ({ whole }) => whole);
  line('of it in the simulators themselves', ({ simulators }) => simulators);
}
