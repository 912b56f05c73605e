import { day, minute, toIso } from '../kit/clock.ts';
import { newId } from '../kit/ids.ts';
import type { ConnectionRow } from '../store/connection-store.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { Outcome } from './outcome.ts';
import { shortestSilence, silentSince } from './silence.ts';
import { productsInError } from './watch-products.ts';

type Watching = Pick<TenantContext, 'stores' | 'clock' | 'chance'>;

/** What is wrong now: each episode of it raises one alert, which closes when the episode is over. */
interface Episode {
  subject: string;
  detail: Record<string, unknown>;
}

const patience = 30 * minute;
const measured = 14 * day;

/** Odoo 18 and 19 let a key of an ordinary user live this long. */
const keyLife = 90 * day;
const keyWarning = 14 * day;
const firstVersionWithKeyLife = 18;

/** Raises and closes the alerts that no single job can: a side that stays down, webhooks that stay away, a key that runs out. */
export async function keepWatch(context: Watching): Promise<Outcome> {
  const { stores, clock } = context;
  const now = clock.now();
  const rows = await stores.connections.all();
  const inError = await productsInError(context);
  const found = {
    'side-paused': rows.flatMap((row) => pausedEpisode(row, now)),
    'key-expires': rows.flatMap((row) => keyEpisode(row, now)),
    'webhook-silence': await silenceEpisode(context, rows),
    'products-in-error': inError === null ? [] : [inError],
    // Whoever reads this is the lane, awake.
    'lane-not-woken': [],
  };
  for (const [kind, episodes] of Object.entries(found)) {
    await stores.notices.closeExcept(
      kind,
      episodes.map(({ subject }) => subject),
      now,
    );
    for (const { subject, detail } of episodes)
      await stores.notices.raiseOnce({
        id: newId<string>('alert', now, context.chance),
        kind,
        subject,
        detail,
        now,
      });
  }
  await stores.watch.closeMended(now);
  const open = Object.values(found).flat().length;
  return { kind: open === 0 ? 'unchanged' : 'updated', detail: { open } };
}

function pausedEpisode({ side, pausedSince, pauseReason }: ConnectionRow, now: number): Episode[] {
  if (pausedSince === null || now - pausedSince < patience) return [];
  const detail = { side, since: toIso(pausedSince), reason: pauseReason };
  return [{ subject: `${side}:${pausedSince}`, detail }];
}

function keyEpisode({ side, active, settings, keyedAt }: ConnectionRow, now: number): Episode[] {
  const version = Number(settings.version ?? 0);
  const expiresAt = keyedAt + keyLife;
  const limited = side === 'odoo' && active && version >= firstVersionWithKeyLife;
  if (!limited || now < expiresAt - keyWarning) return [];
  return [{ subject: `odoo:${keyedAt}`, detail: { expiresAt: toIso(expiresAt) } }];
}

async function silenceEpisode(
  { stores, clock }: Watching,
  rows: readonly ConnectionRow[],
): Promise<Episode[]> {
  const now = clock.now();
  const poleepo = rows.find(({ side, active }) => side === 'poleepo' && active);
  if (poleepo === undefined) return [];
  const { connectedAt } = poleepo;
  const [lastAt, cursor] = await Promise.all([
    stores.messages.lastReceivedAt(),
    stores.cursors.get('poll-orders'),
  ]);
  if (now - (lastAt ?? connectedAt) <= shortestSilence) return [];
  const usual = await stores.watch.usualGaps(now - measured);
  const since = silentSince({ now, lastAt, connectedAt, foundAt: cursor?.foundAt ?? null, usual });
  return since === null ? [] : [{ subject: `since:${since}`, detail: { since: toIso(since) } }];
}
