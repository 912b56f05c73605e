import { minute, second } from '../kit/clock.ts';
import { asSyncError, isFatal } from '../kit/errors.ts';
import { Gate } from '../kit/gate.ts';
import { keepImage } from '../products/keep-image.ts';
import type { OpenTenant } from '../tenants/open-tenant.ts';
import type { ImageFate } from '../trade/image-kind.ts';
import type { ImageId } from '../trade/ids.ts';
import type { Lane } from './lane.ts';

/** Images that are fetched at once: few, since each is large, and Odoo's workers are for its users. */
const width = 2;

/** Who comes behind as many is told to come again. */
const mostWaiting = 50;

const comeAgain = 30 * second;

/** How long a refusal stands before Odoo is asked again, and how many are remembered. */
const standsFor = 10 * minute;
const mostRemembered = 1000;

/** A person waits for what a page shows; nothing is written, so that nothing is held up by it. */
const rank = 0;

/**
 * Fetches a tenant's images for whoever opens an address: each once at a time, a few side by side, beside the lane's jobs
 * and never in their way. What it remembers may be lost at any time without harm.
 */
export class ImageDesk {
  readonly #tenant: Pick<OpenTenant, 'open' | 'stores' | 'clock' | 'log'>;
  readonly #lane: Pick<Lane, 'state'>;
  readonly #gate = new Gate(width);
  readonly #running = new Map<ImageId, Promise<ImageFate>>();
  readonly #refused = new Map<ImageId, { fate: ImageFate; until: number }>();
  #restUntil = 0;

  constructor(tenant: Pick<OpenTenant, 'open' | 'stores' | 'clock' | 'log'>, lane: Pick<Lane, 'state'>) {
    this.#tenant = tenant;
    this.#lane = lane;
  }

  /** Puts an image on the shelf, unless it lies there. */
  keep(id: ImageId): Promise<ImageFate> {
    const known = this.#running.get(id);
    if (known !== undefined) return known;
    if (this.#running.size >= width + mostWaiting) return Promise.resolve(unavailable(comeAgain));
    const run = this.#gate.run(rank, () => this.#keep(id)).finally(() => this.#running.delete(id));
    this.#running.set(id, run);
    return run;
  }

  async #keep(id: ImageId): Promise<ImageFate> {
    const now = this.#tenant.clock.now();
    const refused = this.#refused.get(id);
    if (refused !== undefined && refused.until > now) return refused.fate;
    const rest = Math.max(this.#restUntil, await this.#pausedUntil());
    if (rest > now) return unavailable(rest - now);
    const fate = await this.#ask(id).catch((thrown: unknown) => this.#failed(id, thrown));
    if (fate.kind === 'unavailable') this.#restUntil = this.#tenant.clock.now() + fate.retryAfterMs;
    else if (fate.kind !== 'kept' && fate.kind !== 'gone') this.#remember(id, fate);
    return fate;
  }

  async #ask(id: ImageId): Promise<ImageFate> {
    const { context, calls } = await this.#tenant.open({ jobId: null, rank, needs: ['odoo'] });
    try {
      return await keepImage(context, id);
    } finally {
      const made = calls();
      if (made.length > 0) await this.#tenant.stores.apiLog.add(made);
    }
  }

  async #pausedUntil(): Promise<number> {
    const { paused } = await this.#lane.state();
    return paused.find(({ side }) => side === 'odoo')?.until ?? 0;
  }

  #failed(id: ImageId, thrown: unknown): ImageFate {
    if (isFatal(thrown)) throw thrown;
    const error = asSyncError(thrown);
    this.#tenant.log.error('image not fetched', { image: id, code: error.code, error: error.message });
    return unavailable(error.retryAfterMs ?? comeAgain);
  }

  #remember(id: ImageId, fate: ImageFate): void {
    if (this.#refused.size >= mostRemembered) this.#refused.clear();
    this.#refused.set(id, { fate, until: this.#tenant.clock.now() + standsFor });
  }
}

function unavailable(retryAfterMs: number): ImageFate {
  return { kind: 'unavailable', retryAfterMs };
}
