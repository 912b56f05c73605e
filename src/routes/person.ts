import type { PersonRow } from '../store/directory/person-rows.ts';
import type { Actor } from '../tenants/authenticate.ts';
import type { House } from './house.ts';
import { problem } from './problem.ts';

type Person = Extract<Actor, { kind: 'person' }>;

/** The person who calls, in a route that only people may use. */
export function personOf(actor: Actor): Person {
  if (actor.kind === 'person') return actor;
  throw problem('people-only');
}

/** All that is kept of the person who calls. */
export async function personRowOf({ house, actor }: { house: House; actor: Actor }): Promise<PersonRow> {
  const row = await house.directory.people.get(personOf(actor).id);
  if (row === null) throw problem('not-signed-in');
  return row;
}
