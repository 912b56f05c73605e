import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { LocalHouse } from '../../scripts/local-house.ts';
import { openBrowser, withoutBrowser } from './support/browser.ts';
import { openHouse } from './support/house.ts';

let house: LocalHouse;
let browser: Browser | null = null;
beforeAll(async () => {
  house = await openHouse();
  if (!withoutBrowser) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house.stop();
});

test('the static files are served beside the API, guessed as no other type than they are', async () => {
  for (const [path, type] of [
    ['/vendor/swagger-ui.css', 'text/css'],
    ['/vendor/swagger-ui-bundle.js', 'javascript'],
    ['/favicon.ico', 'image/'],
  ] as const) {
    const response = await fetch(`${house.url}${path}`);
    await response.arrayBuffer();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('a path that is neither a file nor a route is answered by the API', async () => {
  const response = await fetch(`${house.url}/vendor/nothing.js`, { headers: { 'accept-language': 'en' } });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'not-found' } });
});

/** The page shows of a long document only what is near the window. */
async function seenWhileScrolling(page: Page, enough: number): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let step = 0; step < 400 && seen.size < enough; step += 1) {
    const shown = "[...document.querySelectorAll('.opblock')].map((block) => block.id)";
    for (const id of await page.evaluate<string[]>(shown)) seen.add(id);
    await page.mouse.wheel(0, 500);
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))');
  }
  return seen;
}

test.skipIf(withoutBrowser)(
  'the page of the API shows every operation, and nothing fails in it',
  async () => {
    const page = await browser?.newPage();
    if (page === undefined) throw new Error('there is no browser');
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('requestfailed', (request) => troubles.push(request.url()));

    const document = (await (await fetch(`${house.url}/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));

    await page.goto(`${house.url}/v1/docs`);
    await page.locator('.opblock').first().waitFor();
    expect((await seenWhileScrolling(page, operations.length)).size).toBe(operations.length);
    expect(troubles).toEqual([]);
    await page.close();
  },
);
