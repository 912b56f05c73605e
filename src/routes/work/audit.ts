import { newId } from '../../kit/ids.ts';
import type { MemberEntry } from '../route.ts';

/** Notes who changed what. `detail` holds no secret and no buyer's data. */
export async function audit(
  { stores, house, actor }: MemberEntry,
  what: { action: string; target: string; detail: Record<string, unknown> },
): Promise<void> {
  const at = house.clock.now();
  await stores.notices.audit({
    id: newId<string>('audit', at, house.chance),
    at,
    actor: actor.label,
    ...what,
  });
}
