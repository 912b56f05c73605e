import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Api } from './api.ts';
import { openDemoCompany } from './demo-company.ts';
import { type LegName, legNames, type Legs, median } from './legs.ts';
import { type LocalHouse, openLocalHouse } from './local-house.ts';
import { readVersion } from './options.ts';
import { type Confirmed, faultsOf, legsOfAll, sendOrders } from './smoke-orders.ts';
import { changePrice, exportCatalogue, loseParent, productLegNames } from './smoke-products.ts';
import { invoiceDelivered, invoiceLegNames } from './smoke-invoices.ts';
import { shipmentLegNames, shipOrder } from './smoke-shipments.ts';
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
  await driveProducts(house, api);
  await driveShipments(house, api, burst.confirmed);
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
console.log(
  'All orders are in Odoo once, equal to the cent; what was changed in Odoo is at Poleepo; what was shipped is known in Odoo, and its invoice at Poleepo.',
);
process.exit(0);

async function driveProducts(running: LocalHouse, api: Api): Promise<void> {
  const { completed, errors, batches, ms } = await exportCatalogue(running, api);
  console.log(
    `First export: ${completed} products at Poleepo in ${batches} batches after ${ms} ms; in error: ${errors.join(', ') || 'none'}.`,
  );
  const legs = await changePrice(running, api, 'MOKA-3');
  console.log('A price changed in Odoo, in ms');
  for (const name of productLegNames) console.log(`  ${name.padEnd(36)}${String(legs[name]).padStart(7)}`);
  console.log(`  ${'changed in Odoo to settled at Poleepo'.padEnd(36)}${String(legs.whole).padStart(6)}`);
  const repaired = await loseParent(running, api, 'CAPPELLO-PESC-1');
  console.log(`A family whose parent was gone at Poleepo was mended after ${repaired.ms} ms.`);
}

async function driveShipments(running: LocalHouse, api: Api, confirmed: readonly Confirmed[]): Promise<void> {
  const [first] = confirmed;
  if (first === undefined) throw new Error('no order can be shipped');
  const { order, saleOrderId } = first;
  const { legs, courier, price, tracking } = await shipOrder(running, api, { id: order.id, saleOrderId });
  console.log(`An order delivered in Odoo goes with ${courier} ${tracking} for ${price} EUR, in ms`);
  for (const name of shipmentLegNames) console.log(`  ${name.padEnd(36)}${String(legs[name]).padStart(7)}`);
  const invoiced = await invoiceDelivered(running, api, { id: order.id, saleOrderId });
  console.log(`Its invoice ${invoiced.number} of ${invoiced.total} EUR, in ms`);
  for (const name of invoiceLegNames)
    console.log(`  ${name.padEnd(36)}${String(invoiced.legs[name]).padStart(7)}`);
}

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
