import { minute } from '../../../src/kit/clock.ts';
import { Api, type ApiAnswer } from './api.ts';
import { World, type WorldOptions } from './world.ts';

export interface Finding {
  key: string;
  finding: string;
  sku: string | null;
  odooId: number | null;
  poleepoId: number | null;
  title: string;
  nextStep: string;
  mend: string;
  mendedAt: string | null;
  detail: Record<string, unknown>;
}

export interface Report {
  id: string;
  state: string;
  summary: Record<string, unknown>;
  items: Finding[];
}

/** A world in which nothing happens but what its people ask for over the API. */
export class ReportDesk {
  readonly world: World;
  readonly api: Api;

  private constructor(world: World, api: Api) {
    this.world = world;
    this.api = api;
  }

  static async open(options: Omit<WorldOptions, 'crons'>): Promise<ReportDesk> {
    const world = await World.open({ ...options, crons: [] });
    return new ReportDesk(world, await Api.signIn(world, 'administrator'));
  }

  async pass(ms: number): Promise<void> {
    await this.world.time.run(() => false, ms);
  }

  /** Asks for a report and answers it with all that it found, once it is over. */
  async report(kind: string, scope?: string): Promise<Report> {
    const asked = await this.api.post(
      '/v1/products/reports',
      scope === undefined ? { kind } : { kind, scope },
    );
    if (asked.status !== 202) throw new Error(`${kind}: ${asked.status} ${JSON.stringify(asked.json)}`);
    await this.pass(5 * minute);
    return this.read(String(asked.json['id']));
  }

  async read(id: string): Promise<Report> {
    const items: Finding[] = [];
    let answer: ApiAnswer;
    let cursor: string | null = null;
    do {
      const query = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      answer = await this.api.get(`/v1/products/reports/${id}?limit=200${query}`);
      items.push(...(answer.json['items'] as Finding[]));
      cursor = answer.json['nextCursor'] as string | null;
    } while (cursor !== null);
    return { ...(answer.json as object as Report), items };
  }

  /** Publishes everything, and lets it be read, sent and settled. */
  async publishAll(): Promise<void> {
    await this.api.post('/v1/products/publish', { all: true, published: true });
    await this.pass(60 * minute);
  }

  states(): Record<string, number> {
    const rows = this.world.rows<{ state: string; n: number }>(
      'SELECT state, count(*) AS n FROM products GROUP BY state ORDER BY state',
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }
}
