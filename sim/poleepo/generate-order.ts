import { catalogue } from '../catalogue.ts';
import type { Account } from './account.ts';
import { cashOnDelivery, channels } from './channels.ts';
import { apiTime } from './dates.ts';
import { generateAddress, generatePerson } from './generate-person.ts';
import type { KnownBuyer } from './generate-person.ts';
import { generateRows } from './generate-rows.ts';
import { orderKinds } from './order-kinds.ts';
import type { OrderKind } from './order-kinds.ts';
import type { Order } from './order.ts';
import { orderStatus } from './order.ts';
import { amount, orderTotal } from './totals.ts';

export interface OrderWanted {
  kind: OrderKind;
  /** Milliseconds; becomes the order's date to the second. */
  now: number;
}

const standardRate = catalogue.filter((item) => item.vatRate === 22);
const shippingPrices = [0, 4.9, 5.9, 6.9, 7.5, 9.9];

function buyer(account: Account): KnownBuyer {
  const { random, buyers } = account;
  if (buyers.length > 0 && random.chance(0.15)) return random.pick(buyers);
  const person = generatePerson(random);
  const known = { id: account.nextId('customer'), person, address: generateAddress(random, person) };
  buyers.push(known);
  return known;
}

function plainOrder(account: Account, now: number): Order {
  const { random } = account;
  const channel = random.pick(channels);
  const payment = random.pick(channel.payments.filter(({ method }) => method !== cashOnDelivery.method));
  const reference = channel.reference(random);
  const { id, person, address } = buyer(account);
  const rows = generateRows(random, {
    products: account.products,
    items: standardRate,
    count: random.int(1, 4),
    nextRowId: () => account.nextId('row'),
  });
  const { name, surname, address: street, postcode, city, state_iso, country_iso, phone } = address;
  return {
    id: account.nextId('order'),
    reference_id: reference,
    source_id: reference,
    source: { id: channel.id, name: channel.name },
    status: orderStatus('PAYMENT_ACCEPTED'),
    order_date: apiTime(now),
    update_date: apiTime(now),
    currency: 'EUR',
    total_price: 0,
    shipping_price: random.pick(shippingPrices),
    cod_price: 0,
    discount: 0,
    prices_include_tax: true,
    payment: {
      ...payment,
      cash_on_delivery: false,
      transaction_id: random.text(17, '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'),
    },
    customer: {
      id,
      firstname: person.firstname,
      lastname: person.lastname,
      email: person.email,
      phone: person.phone,
    },
    billing_address: { ...address },
    delivery_address: {
      name,
      surname,
      address: street,
      postcode,
      city,
      ...(state_iso ? { state_iso } : {}),
      country_iso,
      ...(phone ? { phone } : {}),
    },
    rows,
    invoice_requested: false,
    notes: '',
    shippings: [],
  };
}

/**
 * Makes a new order of an account, of one kind. Its total is exact: rows at their price with tax less their
 * discounts, plus shipping, plus the fee of cash on delivery, less the order's discount. The order is not yet
 * in the account.
 */
export function generateOrder(account: Account, wanted: OrderWanted): Order {
  const order = plainOrder(account, wanted.now);
  orderKinds[wanted.kind](order, account);
  order.total_price = amount(orderTotal(order));
  return order;
}
