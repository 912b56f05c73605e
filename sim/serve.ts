import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { OdooSim, OdooSimOptions } from './odoo/app.ts';
import type { PoleepoSim, PoleepoSimOptions } from './poleepo/app.ts';
import { createPoleepoSim } from './poleepo/app.ts';

export type OdooVersion = OdooSimOptions['version'];

/** A simulator behind an address of this machine; `close` ends its connections as well. */
export interface Served<Sim> {
  url: string;
  sim: Sim;
  close: () => Promise<void>;
}

export interface ServedSims {
  poleepo: Served<PoleepoSim> | null;
  odoo: (Served<OdooSim> & { version: OdooVersion })[];
  close: () => Promise<void>;
}

export interface SimsWanted {
  odoo?: (OdooSimOptions & { port?: number })[];
  poleepo?: PoleepoSimOptions & { port?: number };
}

/** Serves something that answers requests on 127.0.0.1; port 0 is a free one. What it throws breaks the socket. */
async function listen<Sim extends { fetch(request: Request): Promise<Response> }>(
  sim: Sim,
  port: number,
): Promise<Served<Sim>> {
  const server = serve({
    port,
    hostname: '127.0.0.1',
    overrideGlobalObjects: false,
    fetch: async (request: Request, env) => {
      try {
        return await sim.fetch(request);
      } catch (error) {
        (env as HttpBindings).outgoing.destroy();
        if (!(error instanceof TypeError)) console.error(error);
        return RESPONSE_ALREADY_SENT;
      }
    },
  });
  if (!server.listening) await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    sim,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

const realSleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type Keep = <S extends { close: () => Promise<void> }>(served: S) => S;

async function serveOdoo(wanted: NonNullable<SimsWanted['odoo']>, keep: Keep): Promise<ServedSims['odoo']> {
  if (wanted.length === 0) return [];
  const { createOdooSim } = await import('./odoo/app.ts');
  const served: ServedSims['odoo'] = [];
  for (const { port, ...options } of wanted) {
    const one = keep(await listen(createOdooSim({ sleep: realSleep, ...options }), port ?? 0));
    served.push({ ...one, version: options.version });
  }
  return served;
}

async function servePoleepo(wanted: SimsWanted['poleepo'], keep: Keep): Promise<ServedSims['poleepo']> {
  if (wanted === undefined) return null;
  const { port, ...options } = wanted;
  return keep(await listen(createPoleepoSim(options), port ?? 0));
}

/** Serves the simulators that are wanted over HTTP. Rejects if a port is taken, and then serves none. */
export async function serveSims({ odoo = [], poleepo }: SimsWanted): Promise<ServedSims> {
  const open: { close: () => Promise<void> }[] = [];
  const keep: Keep = (served) => {
    open.push(served);
    return served;
  };
  const close = async () => {
    await Promise.all(open.map((served) => served.close()));
  };
  try {
    return { poleepo: await servePoleepo(poleepo, keep), odoo: await serveOdoo(odoo, keep), close };
  } catch (error) {
    await close();
    throw error;
  }
}
