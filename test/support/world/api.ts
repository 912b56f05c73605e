import { newId } from '../../../src/kit/ids.ts';
import { newSession } from '../../../src/tenants/new-session.ts';
import type { Role } from '../../../src/tenants/roles.ts';
import type { World } from './world.ts';

export interface ApiAnswer {
  status: number;
  json: Record<string, unknown>;
}

/** The admin API of a world's first tenant, as one of its people calls it over HTTP. */
export class Api {
  readonly #world: World;
  readonly #token: string;

  constructor(world: World, token: string) {
    this.#world = world;
    this.#token = token;
  }

  /** Somebody with this role, signed in: made by rows, without a password. */
  static async signIn(world: World, role: Role = 'operator'): Promise<Api> {
    const house = world.house();
    const { id: tenantId } = world.first();
    const now = house.clock.now();
    const personId = newId<Parameters<typeof newSession>[1]['personId']>('per', now, house.chance);
    const people = world.sqlite.prepare(
      'INSERT INTO people (id, email, password_hash, locale, email_verified_at, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    people.run(personId, `${role}-${personId.slice(-6)}@example.it`, 'no password', 'it', now, now);
    const memberships = world.sqlite.prepare(
      'INSERT INTO memberships (tenant_id, person_id, role, created_at) VALUES (?, ?, ?, ?)',
    );
    memberships.run(tenantId, personId, role, now);
    const session = await newSession(house, { personId, tenantId });
    await house.directory.sessions.add(session.row);
    return new Api(world, session.token);
  }

  get(path: string): Promise<ApiAnswer> {
    return this.#ask('GET', path);
  }

  post(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.#ask('POST', path, body);
  }

  put(path: string, body: unknown): Promise<ApiAnswer> {
    return this.#ask('PUT', path, body);
  }

  delete(path: string): Promise<ApiAnswer> {
    return this.#ask('DELETE', path);
  }

  /** A file instead of JSON. */
  async file(path: string): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
    const answer = await this.#send('GET', path);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, bytes };
  }

  async #ask(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const answer = await this.#send(method, path, body);
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  #send(method: string, path: string, body?: unknown): Promise<Response> {
    const request = new Request(`http://ponte.test${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'accept-language': 'it',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return this.#world.receive(request);
  }
}
