import { serve } from '@hono/node-server';
import { afterEach, describe, expect, test } from 'vitest';
import { simOf } from './client.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The simulator on a port of this machine. */
async function served() {
  const client = simOf({ version: 18 });
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch: client.sim.app.fetch, port: 0 }, (info) => resolve(info.port));
    closers.push(() => server.close());
  });
  const params = { service: 'common', method: 'version', args: [] };
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, params }),
    });
  return { client, ask };
}

describe('over real HTTP', () => {
  test('the simulator answers as when it is called', async () => {
    const { ask } = await served();

    const response = await ask();

    expect(await response.json()).toMatchObject({ result: { server_serie: '18.0' } });
  });

  test('a connection that is to break breaks, and the next one stands', async () => {
    const { client, ask } = await served();
    client.sim.control.setFaults([{ match: { times: 1 }, kind: 'drop-after' }]);

    await expect(ask()).rejects.toThrow(TypeError);

    expect((await ask()).status).toBe(200);
  });
});
