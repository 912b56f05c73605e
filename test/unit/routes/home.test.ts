import { expect, test } from 'vitest';
import { createTestHouse } from '../../support/house.ts';

async function pageIn(language: string): Promise<string> {
  const { app } = createTestHouse();
  const response = await app.request('/', { headers: { 'accept-language': language } });
  expect(response.status).toBe(200);
  return response.text();
}

test('the first page says in Italian what goes out and what comes back', async () => {
  const page = await pageIn('it');
  for (const words of [
    '<html lang="it"',
    'Ordini',
    'Prodotti, giacenze e prezzi',
    'Spedizioni ed etichette',
    'Fatture e documenti',
  ])
    expect(page).toContain(words);
});

test('the first page says the same in English', async () => {
  const page = await pageIn('en');
  for (const words of ['<html lang="en"', 'Orders', 'Products, stock and prices', 'Shipments and labels'])
    expect(page).toContain(words);
});
