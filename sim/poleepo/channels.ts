import type { Random } from '../random.ts';

export interface PaymentMethod {
  method: string;
  name: string;
}

export interface Channel {
  id: string;
  name: string;
  payments: readonly PaymentMethod[];
  /** The order's number as this channel writes it. */
  reference: (random: Random) => string;
}

const digits = '0123456789';
const paypal = { method: 'PAYPAL', name: 'PayPal' };
const card = { method: 'CREDIT_CARD', name: 'Carta di credito' };
const transfer = { method: 'BANK_TRANSFER', name: 'Bonifico bancario' };

/** How a buyer pays at the door. */
export const cashOnDelivery: PaymentMethod = { method: 'CASH_ON_DELIVERY', name: 'Contrassegno' };

/** Where orders come from: id and name as in an order's `source`, its payments, the form of its numbers. */
export const channels: readonly Channel[] = [
  {
    id: 'AMAZON',
    name: 'Amazon IT',
    payments: [{ method: 'AMAZON', name: 'Amazon Payments' }],
    reference: (random) => `40${random.int(2, 8)}-${random.text(7, digits)}-${random.text(7, digits)}`,
  },
  {
    id: 'EBAY',
    name: 'eBay IT',
    payments: [{ method: 'EBAY', name: 'eBay Managed Payments' }],
    reference: (random) => `${random.int(10, 29)}-${random.text(5, digits)}-${random.text(5, digits)}`,
  },
  {
    id: 'SHOPIFY',
    name: 'Shopify',
    payments: [paypal, card, transfer],
    reference: (random) => `#${random.int(1001, 9_999_999)}`,
  },
  {
    id: 'MANOMANO',
    name: 'ManoMano',
    payments: [{ method: 'MANOMANO', name: 'ManoMano Pay' }],
    reference: (random) => `M${random.text(12, digits)}`,
  },
  {
    id: 'IBS',
    name: 'IBS.it',
    payments: [{ method: 'IBS', name: 'IBS' }],
    reference: (random) => `IBS-${random.text(9, digits)}`,
  },
  {
    id: 'WOOCOMMERCE',
    name: 'WooCommerce',
    payments: [paypal, card, transfer],
    reference: (random) => String(random.int(10_000, 99_999_999)),
  },
];
