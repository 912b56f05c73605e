import { describe, expect, it } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import { faultError, lostAnswer, strangeAnswer, unknownAnswer, words } from '../../../src/odoo/errors.ts';
import { hints, unsupportedVersion } from '../../../src/odoo/hints.ts';
import { tellsOfConflict } from '../../../src/odoo/message-table.ts';

const endpoint = 'sale.order.write';

describe("Odoo's exceptions", () => {
  it.each([
    ['odoo.exceptions.AccessDenied', 'denied', 'wait'],
    ['werkzeug.exceptions.Unauthorized', 'denied', 'wait'],
    ['odoo.exceptions.AccessError', 'forbidden', 'give-up'],
    ['odoo.exceptions.MissingError', 'not-found', 'give-up'],
    ['odoo.exceptions.UserError', 'refused', 'give-up'],
    ['odoo.exceptions.ValidationError', 'refused', 'give-up'],
    ['odoo.exceptions.RedirectWarning', 'refused', 'give-up'],
    ['werkzeug.exceptions.NotFound', 'refused', 'give-up'],
    ['builtins.ValueError', 'refused', 'give-up'],
    ['builtins.KeyError', 'refused', 'give-up'],
    ['builtins.TypeError', 'refused', 'give-up'],
    ['psycopg2.OperationalError', 'struggling', 'wait'],
    ['psycopg2.errors.SerializationFailure', 'conflict', 'retry'],
    ['builtins.ZeroDivisionError', 'struggling', 'retry'],
  ])('%s is %s: %s', (name, code, advice) => {
    const error = faultError({ endpoint, name, message: 'no' });
    expect(error).toMatchObject({ code, advice, side: 'odoo', vendorCode: name, mayHaveHappened: false });
    expect(error.message).toBe('sale.order.write: no');
  });

  it('come with what to do, in both languages', () => {
    const { hint } = faultError({ endpoint, name: 'odoo.exceptions.AccessDenied', message: '' });
    expect(hint?.it).toContain('90 giorni');
    expect(hint?.en).toContain('90 days');
  });

  it('of the database may mean its name or its state, and the hint names both', () => {
    const { hint } = faultError({ endpoint, name: 'psycopg2.OperationalError', message: '' });
    expect(hint?.en).toMatch(/down.*name/);
  });
});

describe('hints', () => {
  it.each(Object.entries({ ...hints, version: unsupportedVersion('15.0') }))(
    'of %s are whole in both languages',
    (_, hint) => {
      expect(hint.it.length).toBeGreaterThan(40);
      expect(hint.en.length).toBeGreaterThan(40);
      expect(hint.it).not.toBe(hint.en);
    },
  );
});

describe('an answer that is none of the API', () => {
  it.each([
    [500, true],
    [502, true],
    [200, true],
    [404, false],
    [429, false],
    [401, false],
  ])('with status %d may hide a write that happened: %s', (status, mayHaveHappened) => {
    expect(strangeAnswer({ endpoint, status, write: true }).mayHaveHappened).toBe(mayHaveHappened);
    expect(strangeAnswer({ endpoint, status, write: false }).mayHaveHappened).toBe(false);
  });
});

describe('a lost answer', () => {
  const lost = new SyncError('odoo could not be reached', { code: 'unreachable', mayHaveHappened: true });

  it('may have been a write that happened', () => {
    expect(lostAnswer(lost, { endpoint, write: true })).toMatchObject({
      code: 'unreachable',
      mayHaveHappened: true,
    });
  });

  it('is nothing that a read did', () => {
    expect(lostAnswer(lost, { endpoint, write: false })).toMatchObject({
      mayHaveHappened: false,
      side: 'odoo',
    });
  });

  it('that was too long may not be from Odoo', () => {
    const long = new SyncError('too long', { code: 'unreadable' });
    expect(lostAnswer(long, { endpoint, write: false }).hint).toBe(hints.notOdoo);
  });
});

describe('an answer with unknown values', () => {
  it('may stand for a write that happened', () => {
    expect(unknownAnswer(endpoint, 'ids: expected array', true)).toMatchObject({
      code: 'unreadable',
      mayHaveHappened: true,
    });
  });
});

describe("Odoo's words", () => {
  it('are cut to what a person reads', () => {
    expect(words(' short \n')).toBe('short');
    expect(words('x'.repeat(900))).toHaveLength(501);
  });

  it('tell of a conflict only where PostgreSQL wrote them', () => {
    expect(tellsOfConflict('could not serialize access due to concurrent update\n')).toBe(true);
    expect(tellsOfConflict('Note: could not serialize access')).toBe(false);
  });
});
