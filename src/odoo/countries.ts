import { z } from 'zod';
import type { Session } from './session.ts';
import { recordId, requiredMany2one, text } from './values.ts';

export interface OdooCountry {
  id: number;
  /** State or province by its code: `RM`. */
  states: Map<string, number>;
}

const countries = z.array(z.object({ id: recordId, code: text }));
const states = z.array(z.object({ id: recordId, code: text, country_id: requiredMany2one }));

/** Every country by its ISO code: `IT`. Two calls; meant to be kept, since neither changes. */
export async function countriesByIso(session: Session): Promise<Map<string, OdooCountry>> {
  const all = { method: 'search_read', args: { domain: [] } };
  const [countryRows, stateRows] = await Promise.all([
    session.ask({ ...all, model: 'res.country', kwargs: { fields: ['code'] } }, countries),
    session.ask({ ...all, model: 'res.country.state', kwargs: { fields: ['code', 'country_id'] } }, states),
  ]);
  const byId = new Map(countryRows.map(({ id }) => [id, { id, states: new Map<string, number>() }]));
  for (const state of stateRows) byId.get(state.country_id)?.states.set(iso(state.code), state.id);
  return new Map(
    countryRows.flatMap(({ id, code }) => {
      const country = byId.get(id);
      return code === null || country === undefined ? [] : [[iso(code), country] as const];
    }),
  );
}

function iso(code: string | null): string {
  return (code ?? '').trim().toUpperCase();
}
