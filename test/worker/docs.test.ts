import { exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';

test('the document of the API is served by the worker', async () => {
  const response = await exports.default.fetch(new Request('https://ponte.example.com/v1/openapi.json'));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
});
