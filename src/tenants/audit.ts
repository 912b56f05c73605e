import { newId } from '../kit/ids.ts';
import type { Office } from './desk.ts';

export interface Change {
  /** `webhook.create`, `person.remove`, ... */
  action: string;
  /** What it was done to, by a name that people know. */
  target: string;
  /** Never a secret, never a buyer's data. */
  detail?: Record<string, unknown>;
}

/** Writes down who changed what. */
export async function audit(
  {
    house,
    actor,
    stores,
  }: { actor: { label: string }; stores: Office['stores']; house: Pick<Office['house'], 'clock' | 'chance'> },
  { action, target, detail = {} }: Change,
): Promise<void> {
  const at = house.clock.now();
  const id = newId<string>('audit', at, house.chance);
  await stores.notices.audit({ id, at, actor: actor.label, action, target, detail });
}
