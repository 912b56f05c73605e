import type { Bilingual } from '../kit/text.ts';

/** What people call the members of what Poleepo is sent. */
const words = new Map<string, Bilingual>([
  ['product_id', { it: 'ID Poleepo', en: 'Poleepo ID' }],
  ['sku', { it: 'SKU', en: 'SKU' }],
  ['parent_sku', { it: 'SKU del prodotto principale', en: 'SKU of the parent product' }],
  ['ean', { it: 'EAN', en: 'EAN' }],
  ['upc', { it: 'UPC', en: 'UPC' }],
  ['isbn', { it: 'ISBN', en: 'ISBN' }],
  ['mpn', { it: 'MPN', en: 'MPN' }],
  ['title', { it: 'nome', en: 'name' }],
  ['short_description', { it: 'descrizione breve', en: 'short description' }],
  ['long_description', { it: 'descrizione', en: 'description' }],
  ['category_path', { it: 'categoria', en: 'category' }],
  ['weight', { it: 'peso', en: 'weight' }],
  ['width', { it: 'larghezza', en: 'width' }],
  ['height', { it: 'altezza', en: 'height' }],
  ['depth', { it: 'profondità', en: 'depth' }],
  ['price', { it: 'prezzo senza IVA', en: 'price without VAT' }],
  ['price_with_tax', { it: 'prezzo con IVA', en: 'price with VAT' }],
  ['vat_rate', { it: 'aliquota IVA', en: 'VAT rate' }],
  ['quantity', { it: 'quantità', en: 'quantity' }],
  ['active', { it: 'attivo', en: 'active' }],
  ['images', { it: 'immagini', en: 'images' }],
  ['attributes', { it: 'attributi', en: 'attributes' }],
  ['order_id', { it: 'ordine', en: 'order' }],
  ['pickup_address_id', { it: 'indirizzo di ritiro', en: 'pickup address' }],
  ['courier_id', { it: 'corriere', en: 'courier' }],
  ['service_id', { it: 'servizio', en: 'service' }],
  ['parcels', { it: 'colli', en: 'parcels' }],
  ['package_type_id', { it: 'tipo di collo', en: 'package type' }],
  ['cash_on_delivery', { it: 'contrassegno', en: 'cash on delivery' }],
  ['amount', { it: 'importo del contrassegno', en: 'amount of the cash on delivery' }],
  ['currency', { it: 'valuta', en: 'currency' }],
  ['reference', { it: 'riferimento', en: 'reference' }],
  ['carrier', { it: 'corriere', en: 'courier' }],
  ['tracking_code', { it: 'codice di tracking', en: 'tracking code' }],
  ['type', { it: 'tipo di documento', en: 'type of document' }],
  ['number', { it: 'numero del documento', en: 'number of the document' }],
  ['date', { it: 'data del documento', en: 'date of the document' }],
  ['content', { it: 'PDF', en: 'PDF' }],
]);

/** The name of a member as people say it, also of one inside a list (`images[2].url`, `attributes.0.value`); as Poleepo writes it where we do not know it. */
export function memberWords(field: string): Bilingual {
  const [outer = ''] = field.trim().split(/[.[]/);
  return words.get(outer.toLowerCase()) ?? { it: field, en: field };
}
