import { z } from 'zod';
import { type Clock, day } from '../kit/clock.ts';
import type { Memory } from '../kit/memory.ts';
import type { KnownRights, OdooConnection } from '../odoo/client.ts';

const entry = 'image-files-hidden';

/** Rights may have been given meanwhile. */
const askedAgainAfter = day;

const refusal = z.object({ url: z.string(), database: z.string(), uid: z.number(), until: z.number() });

/** What Odoo has refused to a connection's user, kept for a day in the memory; of another connection it says nothing. */
export class RightsMemory {
  readonly #memory: Memory;
  readonly #clock: Clock;

  constructor(memory: Memory, clock: Clock) {
    this.#memory = memory;
    this.#clock = clock;
  }

  of({ url, database, uid }: Pick<OdooConnection, 'url' | 'database' | 'uid'>): KnownRights {
    return {
      imageFilesAreHidden: async () => {
        const { data } = refusal.safeParse(await this.#memory.get(entry));
        const same = data?.url === url && data.database === database && data.uid === uid;
        return same && data.until > this.#clock.now();
      },
      foundImageFilesHidden: async () => {
        const until = this.#clock.now() + askedAgainAfter;
        await this.#memory.put(entry, { url, database, uid, until });
      },
    };
  }

  /** Rights may be others now. */
  async forget(): Promise<void> {
    await this.#memory.put(entry, null);
  }
}
