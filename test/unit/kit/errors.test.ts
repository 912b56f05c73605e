import { describe, expect, test } from 'vitest';
import { asSyncError, type ErrorCode, isFatal, SyncError } from '../../../src/kit/errors.ts';

const advices: Record<ErrorCode, string> = {
  unreachable: 'wait',
  'timed-out': 'retry',
  denied: 'wait',
  forbidden: 'give-up',
  'rate-limited': 'wait',
  struggling: 'retry',
  conflict: 'retry',
  'not-found': 'give-up',
  refused: 'give-up',
  unreadable: 'retry',
  'address-refused': 'give-up',
  'not-configured': 'wait',
  invalid: 'give-up',
  internal: 'retry',
};

describe('an error of ours', () => {
  test.each(Object.entries(advices))('of code %s advises to %s', (code, advice) => {
    expect(new SyncError('x', { code: code as ErrorCode }).advice).toBe(advice);
  });

  test('says what it is told to say before what its code says', () => {
    const hint = { it: 'Aspetta.', en: 'Wait.' };
    const facts = { code: 'internal', advice: 'give-up', side: 'odoo', hint, retryAfterMs: 5 } as const;
    const error = new SyncError('x', { ...facts, vendorCode: 'E1', mayHaveHappened: true, cause: 'c' });
    expect(error).toMatchObject({ ...facts, vendorCode: 'E1', mayHaveHappened: true, cause: 'c' });
  });

  test('did not happen, unless it says that it may have', () => {
    expect(new SyncError('x', { code: 'timed-out' }).mayHaveHappened).toBe(false);
  });

  test('without a cause has none', () => {
    expect(Object.hasOwn(new SyncError('x', { code: 'internal' }), 'cause')).toBe(false);
  });
});

describe('whatever was thrown', () => {
  test('is itself where it is ours', () => {
    const ours = new SyncError('x', { code: 'conflict' });
    expect(asSyncError(ours)).toBe(ours);
  });

  test('is internal where it is not, with its name and itself as the cause', () => {
    const thrown = new RangeError('too far');
    const error = asSyncError(thrown);
    expect(error).toMatchObject({ code: 'internal', message: 'RangeError: too far', cause: thrown });
  });

  test.each(['text', 7, null, undefined])('becomes an error even where it is %s', (thrown) => {
    expect(asSyncError(thrown)).toMatchObject({ code: 'internal', message: String(thrown) });
  });
});

describe('the end of the process', () => {
  const end = Object.assign(new Error('end'), { fatal: true });

  test('is seen itself, and through whatever it caused', () => {
    expect(isFatal(end)).toBe(true);
    const wrapped = new Error('query failed', { cause: new TypeError('lost', { cause: end }) });
    expect(isFatal(wrapped)).toBe(true);
    expect(isFatal(new SyncError('x', { code: 'internal', cause: wrapped }))).toBe(true);
  });

  test('is nothing else', () => {
    const others = [new Error('x'), { fatal: 'yes' }, { fatal: false }, null, undefined, 'fatal', 7];
    for (const other of others) expect(isFatal(other)).toBe(false);
    expect(isFatal(new Error('x', { cause: new Error('y') }))).toBe(false);
  });
});
