import type { z } from 'zod';

export type Send = (request: Request) => Promise<Response>;

/** An answer of the product that is not a good one. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: string;

  constructor(request: string, status: number, body: string) {
    super(`${request} answered ${status}: ${body.slice(0, 500)}`);
    this.status = status;
    this.body = body;
  }
}

/** The product's own HTTP API as one caller uses it. Throws ApiError for every answer that is not a good one. */
export class Api {
  readonly url: string;
  readonly token: string | null;
  readonly #send: Send;

  constructor(url: string, send: Send = fetch, token: string | null = null) {
    this.url = url;
    this.#send = send;
    this.token = token;
  }

  as(token: string): Api {
    return new Api(this.url, this.#send, token);
  }

  get<T extends z.ZodType>(path: string, answer: T): Promise<z.output<T>> {
    return this.#call('GET', path, { answer });
  }

  post<T extends z.ZodType>(
    path: string,
    { body, answer }: { body?: unknown; answer: T },
  ): Promise<z.output<T>> {
    return this.#call('POST', path, { body, answer });
  }

  put<T extends z.ZodType>(
    path: string,
    { body, answer }: { body?: unknown; answer: T },
  ): Promise<z.output<T>> {
    return this.#call('PUT', path, { body, answer });
  }

  /** The answer as it comes, good or bad. */
  async raw(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = new Headers({ accept: 'application/json', 'accept-language': 'en' });
    if (this.token !== null) headers.set('authorization', `Bearer ${this.token}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.#send(new Request(`${this.url}${path}`, { method, headers, ...payload }));
  }

  async #call<T extends z.ZodType>(
    method: string,
    path: string,
    { body, answer }: { body?: unknown; answer: T },
  ): Promise<z.output<T>> {
    const response = await this.raw(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new ApiError(`${method} ${path}`, response.status, text);
    return answer.parse(text === '' ? undefined : JSON.parse(text));
  }
}
