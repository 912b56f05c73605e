import Big from 'big.js';
import { catalogue } from '../catalogue.ts';
import { amount, withoutTax } from './totals.ts';

/** A product as `GET /products/{id}` shows it: all members confirmed. */
export interface Product {
  id: number;
  type: { id: string; name: string };
  sku: string;
  title: string;
  price: number;
  price_with_tax: number;
  vat_rate: number;
  quantity: number;
  active: boolean;
  sales: number;
  main_category_id: number;
  main_category_path: string;
  images: { id: number; url: string }[];
  provisions: unknown[];
  tags: { id: number; value: string }[];
  creation_date: string;
  update_date: string;
  weight?: number;
  width?: number;
  height?: number;
  depth?: number;
}

const firstProductId = 16_292_716;

/** The demonstration shop's articles as Poleepo holds them, as of a moment (Poleepo's form of a date). */
export function catalogueProducts(moment: string): Product[] {
  return catalogue.map((item, index) => {
    const gross = new Big(item.price);
    return {
      id: firstProductId + index,
      type: { id: 'SIMPLE', name: 'Semplice' },
      sku: item.sku,
      title: item.name,
      price: amount(withoutTax(gross, item.vatRate)),
      price_with_tax: amount(gross),
      vat_rate: item.vatRate,
      quantity: 10 + ((index * 7) % 90),
      active: true,
      sales: 0,
      main_category_id: 101,
      main_category_path: 'Catalogo',
      images: [],
      provisions: [],
      tags: [],
      creation_date: moment,
      update_date: moment,
      ...(item.weight === undefined ? {} : { weight: item.weight }),
    };
  });
}
