/** A product with each member that is confirmed of reading, and those assumed of a family. */
export function contractProduct() {
  return {
    id: 16_292_716,
    type: { id: 'VARIANT', name: 'Variante' },
    parent_id: 16_292_700,
    parent_sku: '48',
    sku: 'TSHIRT-L',
    title: 'Maglietta L Rossa',
    price: 27.05,
    price_with_tax: 33,
    vat_rate: 22,
    quantity: 12,
    active: true,
    sales: 4,
    main_category_id: 101,
    main_category_path: 'Abbigliamento / Magliette',
    images: [{ id: 7, url: 'https://ponte.example.com/i/a' }],
    provisions: [],
    tags: [{ id: 3, value: 'estate' }],
    creation_date: '2026-06-01T08:00:00Z',
    update_date: '2026-06-03T08:16:10Z',
    weight: 0.18,
    width: 10,
    height: 2,
    depth: 30,
  };
}

export function productWith(members: Record<string, unknown>): Record<string, unknown> {
  return { ...contractProduct(), ...members };
}
