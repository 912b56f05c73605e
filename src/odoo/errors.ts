import type { Advice, ErrorCode } from '../kit/errors.ts';
import { SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';
import { hints } from './hints.ts';

/** An error that Odoo itself reports: its exception class and its words. */
export interface Fault {
  endpoint: string;
  name: string;
  message: string;
}

/** An answer that is none of Odoo's API. */
export interface StrangeAnswer {
  endpoint: string;
  status: number;
  retryAfterMs?: number | undefined;
  /** Whether the call was a write, so that it may have taken effect. */
  write: boolean;
}

interface Meaning {
  code: ErrorCode;
  hint: Bilingual;
  advice?: Advice;
}

const refused: Meaning = { code: 'refused', hint: hints.refused };
const denied: Meaning = { code: 'denied', hint: hints.denied };
const forbidden: Meaning = { code: 'forbidden', hint: hints.forbidden };
const conflict: Meaning = { code: 'conflict', hint: hints.conflict };
const databaseDown: Meaning = { code: 'struggling', hint: hints.database, advice: 'wait' };
const struggling: Meaning = { code: 'struggling', hint: hints.struggling };
const sideDown: Meaning = { ...struggling, advice: 'wait' };

const faults: Record<string, Meaning> = {
  'odoo.exceptions.AccessDenied': denied,
  'werkzeug.exceptions.Unauthorized': denied,
  'odoo.exceptions.AccessError': forbidden,
  'werkzeug.exceptions.Forbidden': forbidden,
  'odoo.exceptions.MissingError': { code: 'not-found', hint: hints.missing },
  'odoo.exceptions.UserError': refused,
  'odoo.exceptions.ValidationError': refused,
  'odoo.exceptions.RedirectWarning': { code: 'refused', hint: hints.setUpFirst },
  'werkzeug.exceptions.NotFound': refused,
  'werkzeug.exceptions.BadRequest': refused,
  'werkzeug.exceptions.UnprocessableEntity': refused,
  'builtins.ValueError': refused,
  'builtins.KeyError': refused,
  'builtins.TypeError': refused,
  'builtins.AttributeError': refused,
  'builtins.IndexError': refused,
  'psycopg2.errors.InvalidTextRepresentation': refused,
  'psycopg2.OperationalError': databaseDown,
  'psycopg2.InterfaceError': databaseDown,
  'odoo.sql_db.PoolError': databaseDown,
  'psycopg2.errors.SerializationFailure': conflict,
  'psycopg2.errors.DeadlockDetected': conflict,
  'psycopg2.errors.LockNotAvailable': conflict,
  'psycopg2.errors.UniqueViolation': conflict,
};

/** Odoo's own report as ours. It rolled the call back, so nothing can have happened. */
export function faultError({ endpoint, name, message }: Fault): SyncError {
  const { code, hint, advice } = faults[name] ?? struggling;
  return new SyncError(`${endpoint}: ${words(message)}`, {
    code,
    hint,
    advice,
    side: 'odoo',
    vendorCode: name,
  });
}

/** Odoo's words, cut to what a person reads. */
export function words(message: string): string {
  const trimmed = message.trim();
  return trimmed.length <= 500 ? trimmed : `${trimmed.slice(0, 500)}…`;
}

/** What the HTTP status of an answer says that carries no report of Odoo's. */
export function strangeAnswer({ endpoint, status, retryAfterMs, write }: StrangeAnswer): SyncError {
  const { code, hint, advice } = meaningOf(status);
  const mayHaveHappened = write && (status >= 500 || status === 200);
  const facts = { code, hint, advice, mayHaveHappened, retryAfterMs, side: 'odoo' };
  return new SyncError(`${endpoint}: HTTP ${status} without an answer of Odoo's API`, facts);
}

function meaningOf(status: number): Meaning {
  if (status === 401) return denied;
  if (status === 403) return { code: 'struggling', hint: hints.gatekeeper, advice: 'wait' };
  if (status === 429) return { code: 'rate-limited', hint: hints.rateLimited };
  if (status === 502 || status === 503 || status === 504) return sideDown;
  if (status >= 500) return struggling;
  return { code: 'unreadable', hint: hints.notOdoo };
}

/** What kept the answer away, with what Odoo's user can do; a read never has an effect. */
export function lostAnswer(error: SyncError, call: { endpoint: string; write: boolean }): SyncError {
  const hint = error.code === 'unreadable' ? hints.notOdoo : hints.unreachable;
  return new SyncError(`${call.endpoint}: ${error.message}`, {
    code: error.code,
    side: 'odoo',
    advice: error.advice,
    hint: error.hint ?? hint,
    mayHaveHappened: call.write && error.mayHaveHappened,
    cause: error.cause,
  });
}

/** An answer of Odoo's API with other values in it than we know. */
export function unknownAnswer(endpoint: string, what: string, write: boolean): SyncError {
  const facts = {
    code: 'unreadable',
    side: 'odoo',
    hint: hints.unknownAnswer,
    mayHaveHappened: write,
  } as const;
  return new SyncError(`${endpoint}: ${what}`, facts);
}
