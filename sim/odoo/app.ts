import { Hono } from 'hono';
import { type SimControl, simControl } from './control/control.ts';
import { type SimDatabase, simDatabase } from './control/handle.ts';
import { controlRoutes } from './control/routes.ts';
import { ConnectionLost } from './rpc/fault-line.ts';
import { jsonTwo } from './rpc/json-2.ts';
import { jsonRpc } from './rpc/json-rpc.ts';
import { errorPage, json, notFound } from './rpc/pages.ts';
import { portalInvoice } from './rpc/portal.ts';
import { type OdooSimOptions, Server } from './rpc/server.ts';
import { versionInfo } from './rpc/version.ts';

export type { OdooSimOptions } from './rpc/server.ts';
export type { SimControl, Counts } from './control/control.ts';
export type { SimDatabase } from './control/handle.ts';

export interface OdooSim {
  app: Hono;
  /** Rejects with a TypeError for a connection that is to break. */
  fetch: (request: Request) => Promise<Response>;
  db: SimDatabase;
  control: SimControl;
}

/**
 * A simulated Odoo 16, 17, 18 or 19 with a demonstration database named `demo`.
 * It speaks JSON-RPC, and JSON-2 on 19, refuses what it does not know as Odoo would,
 * keeps everything in memory, and waits only through `options.sleep`.
 */
export function createOdooSim(options: OdooSimOptions): OdooSim {
  const server = new Server(options);
  const db = simDatabase(server);
  const control = simControl(server, db);
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof ConnectionLost)) return c.json({ error: error.message }, 500);
    breakSocket(c.env);
    throw error;
  });
  app.notFound(() => notFound());
  app.route('/_sim', controlRoutes(control));
  app.use('*', async (_c, next) => (server.down ? errorPage(503) : next()));
  app.post('/jsonrpc', (c) => jsonRpc(server, c.req.raw));
  app.on(['GET', 'POST'], '/web/webclient/version_info', (c) => {
    const info = versionInfo(server.version);
    return c.req.method === 'GET' ? json(200, info) : json(200, { jsonrpc: '2.0', id: null, result: info });
  });
  if (options.version >= 19) {
    const { server_version_info: info, server_version: version } = versionInfo(options.version);
    app.on('GET', ['/web/version', '/json/version'], () => json(200, { version_info: info, version }));
  }
  app.get('/my/invoices/:id', (c) => portalInvoice(server, c.req.raw, Number(c.req.param('id'))));
  app.post('/json/2/:model/:method', (c) => jsonTwo(server, c.req.raw, c.req.param()));
  return { app, db, control, fetch: async (request) => app.fetch(request) };
}

/** Over real HTTP the socket is torn; `env` is what @hono/node-server hands in. */
function breakSocket(env: unknown): void {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return;
  const { incoming } = env;
  if (typeof incoming !== 'object' || incoming === null || !('socket' in incoming)) return;
  const { socket } = incoming;
  if (typeof socket !== 'object' || socket === null || !('destroy' in socket)) return;
  if (typeof socket.destroy === 'function') socket.destroy();
}
