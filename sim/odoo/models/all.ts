import type { Model } from '../engine/model.ts';
import type { OdooVersion } from '../engine/value.ts';
import { baseModels } from './base.ts';
import { invoiceDialogue } from './invoice-dialogue.ts';
import { invoiceModels } from './invoices.ts';
import { listModels } from './lists.ts';
import { mailModels } from './mail.ts';
import { partnerModel } from './partner.ts';
import { paymentModels } from './payments.ts';
import { type OdooModule, productModels } from './products.ts';
import { locationModel } from './locations.ts';
import { quantModel } from './quants.ts';
import { saleOrderLineModel } from './sale-order-line.ts';
import { saleOrderModel } from './sale-order.ts';
import { stockModels } from './stock.ts';
import { taxModel } from './taxes.ts';
import { usersModel } from './users.ts';
import { warehouseModels } from './warehouses.ts';
import { wizardModels } from './wizards.ts';

/** Every model of a version; parents come before those that inherit from them. */
export function allModels(version: OdooVersion, modules: readonly OdooModule[] = []): Model[] {
  const lists = listModels().filter((model) => version <= 18 || model.name !== 'res.partner.title');
  return [
    ...baseModels(),
    ...lists,
    ...mailModels(version),
    partnerModel(version),
    usersModel(version),
    taxModel(version),
    ...productModels(version, modules),
    locationModel(),
    quantModel(version),
    ...warehouseModels(),
    ...stockModels(version),
    ...invoiceModels(version),
    invoiceDialogue(),
    ...paymentModels(version),
    saleOrderModel(version),
    saleOrderLineModel(version),
    ...wizardModels(version),
  ];
}
