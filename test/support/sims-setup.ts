import { setTimeout as wait } from 'node:timers/promises';
import { serveSims } from '../../sim/serve.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the simulated Poleepo answers. */
    poleepo: string;
    /** Where each version of the simulated Odoo answers. */
    odoo: Record<'16' | '17' | '18' | '19' | 'hanging', string>;
  }
}

/** Serves the simulators over HTTP for all the tests of a project; `hanging` is an Odoo 18 of its own, to be broken. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const sleep = (ms: number) => wait(ms);
  const sims = await serveSims({
    poleepo: {},
    odoo: ([16, 17, 18, 19, 18] as const).map((version) => ({ version, sleep })),
  });
  const [v16, v17, v18, v19, hanging] = sims.odoo.map(({ url }) => url);
  if (!sims.poleepo || !v16 || !v17 || !v18 || !v19 || !hanging) throw new Error('a simulator is missing');
  project.provide('poleepo', sims.poleepo.url);
  project.provide('odoo', { 16: v16, 17: v17, 18: v18, 19: v19, hanging });
  return sims.close;
}
