import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One complaint about a member of what was sent. Assumed. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** The envelope of a failure: `success` and `message` are documented, `code` and `errors` assumed. */
export interface Failure {
  success: false;
  message: string;
  code: string;
  errors?: FieldError[];
}

/** A refusal that a resource throws; the app turns it into the envelope of a failure. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly errors: FieldError[];

  constructor(refused: {
    status: ContentfulStatusCode;
    code: string;
    message: string;
    errors?: FieldError[];
  }) {
    super(refused.message);
    this.name = 'Refusal';
    this.status = refused.status;
    this.code = refused.code;
    this.errors = refused.errors ?? [];
  }
}

/** The body of a failure, as Poleepo words it. */
export function failure(refusal: { code: string; message: string; errors?: FieldError[] }): Failure {
  return {
    success: false,
    message: refusal.message,
    code: refusal.code,
    ...(refusal.errors?.length ? { errors: refusal.errors } : {}),
  };
}

/** The answer that a refusal gets. */
export function refuse(c: Context, refusal: Refusal): Response {
  return c.json(failure(refusal), refusal.status);
}

/** The refusal of a path or an id that does not exist. */
export function notFound(what: string): Refusal {
  return new Refusal({ status: 404, code: 'NOT_FOUND', message: `${what} not found` });
}
