import type { Chance } from '../kit/chance.ts';
import type { Clock } from '../kit/clock.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { newId } from '../kit/ids.ts';

/** The alert about an entry of one of Poleepo's lists that names nothing: the same however often it is listed. */
export async function namelessAlert(
  { clock, chance }: { clock: Clock; chance: Chance },
  kind: 'unreadable-order' | 'unreadable-shipment',
  { raw, problem }: { raw: string; problem: string },
) {
  const now = clock.now();
  const subject = (await fingerprint(raw)).slice(0, 12);
  return { id: newId<string>('alert', now, chance), kind, subject, detail: { problem }, now };
}
