import { sha256Hex } from '../kit/hashing.ts';
import type { FiscalCodes } from '../odoo/client.ts';
import type { PoleepoAddress } from '../poleepo/address.ts';
import type { PoleepoOrder } from '../poleepo/order.ts';
import type { TenantKey } from '../trade/ids.ts';
import { isTaxCode, plainTaxCode } from '../trade/tax-code.ts';
import { type VatNumber, vatNumber } from '../trade/vat-number.ts';
import { folded, isoCountry, joined, nameAt } from './map-address.ts';

/** Who bought, as the order says. */
export interface BuyerData extends FiscalCodes {
  /** The same at every order of this buyer. A business that buys through a person's account has its own. */
  key: string;
  name: string;
  email: string | null;
  phone: string | null;
  isCompany: boolean;
  vat: VatNumber | null;
  /** What was told as a VAT number, null where nothing was. */
  vatTold: string | null;
  /** The id of the shop's customer; a guest has none. */
  reference: string | null;
  /** Where the buyer is at home: the billing address, or else where the goods go. */
  main: PoleepoAddress | null;
}

/** The buyer of an order; null where it says nothing of its buyer, as with a key that hides customers. */
export async function readBuyer(order: PoleepoOrder, tenantKey: TenantKey): Promise<BuyerData | null> {
  const { customer } = order;
  const main = order.billing ?? order.delivery;
  const email = main?.email ?? customer?.email ?? null;
  const name =
    (main === null ? null : nameAt(main)) ??
    joined(customer?.firstname ?? null, customer?.lastname ?? null) ??
    email;
  if (name === null) return null;
  const buyer = {
    name,
    email,
    phone: main?.phone ?? customer?.phone ?? null,
    isCompany: main?.company != null,
    ...fiscalData(main),
    reference: customer?.id == null ? null : `Poleepo ${customer.id}`,
    main,
  };
  return { ...buyer, key: `customer_${tenantKey}_${await keyOf(order, buyer)}` };
}

/** A codice fiscale is often written where the VAT number belongs. */
function fiscalData(main: PoleepoAddress | null): Pick<BuyerData, 'vat' | 'vatTold' | keyof FiscalCodes> {
  const told = plainTaxCode(main?.vatNumber ?? null);
  const misplaced = told !== null && told.length === 16 && isTaxCode(told) ? told : null;
  const vatTold = misplaced === null ? (main?.vatNumber ?? null) : null;
  return {
    vatTold,
    vat: vatNumber(vatTold, isoCountry(main?.countryIso ?? null)),
    taxCode: plainTaxCode(main?.taxCode ?? null) ?? misplaced,
    pec: main?.pec ?? null,
    recipientCode: main?.sdiCode?.toUpperCase() ?? null,
  };
}

/**
 * A guest has no id: the same e-mail and name are the same guest, else the same VAT number or codice fiscale and name,
 * and where there is none of them every order has a guest of its own.
 */
async function keyOf(order: PoleepoOrder, buyer: Omit<BuyerData, 'key'>): Promise<string> {
  const { vat, taxCode, email, name, main } = buyer;
  const business = vat === null ? (main?.company ?? null) : `${vat.country ?? ''}${vat.number}`;
  const suffix = business === null ? '' : `_b${await hashOf(business, 12)}`;
  if (order.customer?.id != null) return `${order.customer.id}${suffix}`;
  if (email !== null) return `m${await hashOf(`${email}\n${name}`, 16)}${suffix}`;
  if (vat !== null) return suffix.slice(1);
  return taxCode === null ? `o${order.id}` : `f${await hashOf(`${taxCode}\n${name}`, 16)}`;
}

async function hashOf(text: string, digits: number): Promise<string> {
  return (await sha256Hex(folded(text))).slice(0, digits);
}
