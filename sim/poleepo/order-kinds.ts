import Big from 'big.js';
import { catalogue } from '../catalogue.ts';
import type { Account } from './account.ts';
import { cashOnDelivery } from './channels.ts';
import {
  generateAddress,
  generateCompany,
  generateForeignAddress,
  generatePerson,
} from './generate-person.ts';
import { rowOf } from './generate-rows.ts';
import { lineKinds } from './line-kinds.ts';
import type { Order } from './order.ts';
import { orderStatus } from './order.ts';
import { amount, orderTotal, withTax, withoutTax } from './totals.ts';
import { foreignTowns } from './towns.ts';
import { generateGermanVatNumber } from './vat-number.ts';

type Change = (order: Order, account: Account) => void;

function addRow(order: Order, account: Account, vatRate: number): void {
  const item = account.random.pick(catalogue.filter((candidate) => candidate.vatRate === vatRate));
  const nextRowId = () => account.nextId('row');
  order.rows.push(rowOf(item, { products: account.products, quantity: account.random.int(1, 3), nextRowId }));
}

/** Sets every row's price with tax to its price without plus another rate. */
function atRate(order: Order, vatRate: number): void {
  for (const row of order.rows) {
    row.vat_rate = vatRate;
    row.price = amount(withoutTax(new Big(row.price_with_tax), vatRate));
  }
}

function sendAbroad(order: Order, account: Account, countries: readonly string[]): void {
  const { random } = account;
  const town = random.pick(foreignTowns.filter(({ country }) => countries.includes(country)));
  const person = generatePerson(random);
  const address = generateForeignAddress(random, { ...person, town });
  const { email: _email, ...delivery } = address;
  order.customer = {
    id: account.nextId('customer'),
    firstname: person.firstname,
    lastname: person.lastname,
    email: person.email,
    phone: person.phone,
  };
  order.billing_address = address;
  order.delivery_address = delivery;
}

const severalRates: Change = (order, account) => {
  const rates = [...new Set(catalogue.map(({ vatRate }) => vatRate))].filter(
    (rate) => rate !== 22 && rate !== 0,
  );
  for (const rate of rates) addRow(order, account, rate);
};

const company: Change = (order, { random }) => {
  const { company: name, ...fiscal } = generateCompany(random);
  // One codice destinatario or a PEC is enough for an invoice; many companies give only one of them.
  const { pec, sdi_code, vat_number } = fiscal;
  const reached = random.pick([{ pec, sdi_code }, { pec }, { sdi_code }]);
  order.billing_address = {
    ...order.billing_address,
    company: name,
    vat_number,
    tax_code: vat_number.slice(2),
    ...reached,
  };
  order.invoice_requested = true;
};

const guest: Change = (order) => {
  const { id: _id, ...withoutId } = order.customer;
  order.customer = withoutId;
};

const discount: Change = (order, { random }) => {
  const percent = random.pick([5, 10, 15]);
  order.discount = amount(orderTotal(order).times(percent).div(100).round(2));
};

const rowDiscount: Change = (order, { random }) => {
  for (const row of order.rows) {
    const percent = random.pick([0, 10, 20, 50]);
    row.discount = amount(new Big(row.price_with_tax).times(row.quantity).times(percent).div(100).round(2));
  }
};

const cashAtTheDoor: Change = (order, { random }) => {
  order.payment = { ...cashOnDelivery, cash_on_delivery: true };
  order.cod_price = random.pick([2.5, 3.9, 5]);
};

const separateDelivery: Change = (order, { random }) => {
  const { email: _email, tax_code: _code, ...delivery } = generateAddress(random, generatePerson(random));
  order.delivery_address = delivery;
};

const decimalQuantities: Change = (order, { random }) => {
  for (const row of order.rows) {
    // A price in steps of 20 cents times a quantity in quarters is a whole number of cents.
    const gross = new Big(row.price_with_tax).div('0.2').round(0).times('0.2');
    row.price_with_tax = amount(gross);
    row.price = amount(withoutTax(gross, row.vat_rate));
    row.quantity = random.pick([0.25, 0.5, 1.5, 1.75, 2.25, 12.5]);
  }
};

const zeroRate: Change = (order, account) => {
  sendAbroad(order, account, ['DE']);
  order.billing_address = {
    ...order.billing_address,
    company: `${order.customer.lastname} GmbH`,
    vat_number: generateGermanVatNumber(account.random),
  };
  for (const row of order.rows) row.price_with_tax = row.price;
  atRate(order, 0);
};

const foreign: Change = (order, account) => sendAbroad(order, account, ['FR', 'DE', 'ES', 'AT', 'BE', 'SI']);

const destinationRate: Change = (order, account) => {
  sendAbroad(order, account, ['FR', 'DE', 'ES']);
  const town = foreignTowns.find(({ country }) => country === order.delivery_address.country_iso);
  atRate(order, town?.vatRate ?? 22);
};

const netPrices: Change = (order) => {
  order.prices_include_tax = false;
  for (const row of order.rows) row.price_with_tax = amount(withTax(new Big(row.price), row.vat_rate));
};

const manyRows: Change = (order, account) => {
  while (order.rows.length < 40) addRow(order, account, 22);
};

const unknownSku: Change = (order, { random }) => {
  const [row] = order.rows;
  if (row === undefined) return;
  delete row.product_id;
  row.sku = `SCONOSCIUTO-${random.int(1000, 9999)}`;
};

const hostileTexts: Change = (order) => {
  order.notes = '=HYPERLINK("https://example.com")\n<script>alert(1)</script> %s {{7*7}} \u202Eetnot 🎁';
  order.billing_address.company = "<b>Rossi</b> & figli'); DROP TABLE orders;--";
  order.delivery_address.address = "@SUM(1+1)*cmd|' /C calc'!A0";
};

const bareMembers: Change = (order) => {
  delete order.customer.phone;
  delete order.customer.email;
  for (const address of [order.billing_address, order.delivery_address]) {
    delete address.phone;
    delete address.email;
    delete address.tax_code;
    delete address.state_iso;
  }
};

const otherPayment: Change = (order) => {
  order.payment = { method: 'SCALAPAY', name: 'Scalapay', cash_on_delivery: false };
};

function inStatus(id: string): Change {
  return (order) => {
    order.status = orderStatus(id);
  };
}

/** Each kind of order as a change to a plain one; another kind is another line. */
export const orderKinds = {
  plain: () => undefined,
  'several-rates': severalRates,
  company,
  guest,
  discount,
  'row-discount': rowDiscount,
  'cash-on-delivery': cashAtTheDoor,
  'separate-delivery': separateDelivery,
  'decimal-quantities': decimalQuantities,
  'zero-rate': zeroRate,
  'foreign-eu': foreign,
  'destination-rate': destinationRate,
  'net-prices': netPrices,
  'many-rows': manyRows,
  'unknown-sku': unknownSku,
  'unknown-payment': otherPayment,
  'hostile-texts': hostileTexts,
  'bare-members': bareMembers,
  'awaiting-payment': inStatus('AWAITING_PAYMENT'),
  'in-process': inStatus('IN_PROCESS'),
  canceled: inStatus('CANCELED'),
  refunded: inStatus('REFUNDED'),
  'unknown-status': inStatus('FRAUD_REVIEW'),
  ...lineKinds,
} as const satisfies Record<string, Change>;

export type OrderKind = keyof typeof orderKinds;

/** The names of all kinds. */
export const orderKindNames = Object.keys(orderKinds).filter((name): name is OrderKind => name in orderKinds);
