import { setTimeout as wait } from 'node:timers/promises';
import type { OdooVersion, ServedSims } from '../sim/serve.ts';
import { serveSims } from '../sim/serve.ts';
import { freePort } from './free-port.ts';
import { type RunningWorker, startWorker } from './worker.ts';

export interface LocalHouseWanted {
  odoo: OdooVersion;
  /** Ports that are taken if they are free. */
  ports?: { worker?: number; poleepo?: number; odoo?: number };
  state: string;
  /** How long every answer of the simulators takes, in milliseconds. */
  latencyMs?: number;
}

/** The worker in workerd and both simulators, all on this machine. */
export interface LocalHouse {
  url: string;
  worker: RunningWorker;
  poleepo: NonNullable<ServedSims['poleepo']>;
  odoo: ServedSims['odoo'][number];
  stop(): Promise<void>;
}

/** Where a worker of this machine finds the simulated Poleepo, and what it calls itself. */
export function variablesOf(port: number, poleepoUrl: string): Record<string, string> {
  return {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    POLEEPO_API_URL: poleepoUrl,
    ALLOW_PRIVATE_ODOO: 'true',
    OBJECT_JURISDICTION: 'none',
  };
}

/** Starts the worker with a simulated Poleepo and one simulated Odoo; ready when it answers. */
export async function openLocalHouse(wanted: LocalHouseWanted): Promise<LocalHouse> {
  const { latencyMs = 0, ports = {} } = wanted;
  const sims = await serveSims({
    poleepo: { latencyMs, port: await freePort(ports.poleepo), fetchImage: (request) => fetch(request) },
    odoo: [{ version: wanted.odoo, latencyMs, sleep: (ms) => wait(ms), port: await freePort(ports.odoo) }],
  });
  const [odoo] = sims.odoo;
  if (sims.poleepo === null || odoo === undefined) throw new Error('a simulator is missing');
  const port = await freePort(ports.worker);
  try {
    const variables = variablesOf(port, sims.poleepo.url);
    const worker = await startWorker({ port, state: wanted.state, variables });
    const stop = async () => {
      await worker.stop();
      await sims.close();
    };
    return { url: worker.url, worker, poleepo: sims.poleepo, odoo, stop };
  } catch (error) {
    await sims.close();
    throw error;
  }
}
