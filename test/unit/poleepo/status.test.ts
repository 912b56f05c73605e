import { describe, expect, test } from 'vitest';
import type { Meaning } from '../../../src/poleepo/status.ts';
import { hasReached, mayHaveDocuments, meaningOf, orderStatuses } from '../../../src/poleepo/status.ts';

const byId = (id: string) => ({ id, name: null });
const byName = (name: string) => ({ id: null, name });

describe('the meaning of a status', () => {
  test.each<[string, Meaning]>([
    ['AWAITING_PAYMENT', 'wait-for-payment'],
    ['PAYMENT_ACCEPTED', 'payable'],
    ['IN_PROCESS', 'payable'],
    ['SHIPPED', 'payable'],
    ['DELIVERED', 'payable'],
    ['CANCELED', 'cancelled'],
    ['REFUNDED', 'refunded'],
    ['FRAUD_REVIEW', 'unknown'],
  ])('of %s is %s', (id, meaning) => {
    expect(meaningOf(byId(id))).toBe(meaning);
  });

  test.each(orderStatuses.flatMap(({ id, names }) => names.map((name) => [name, id])))(
    'of the name %s is that of %s',
    (name, id) => {
      expect(meaningOf(byName(name))).toBe(meaningOf(byId(id)));
    },
  );

  test.each(['payment_accepted', ' Payment Accepted ', 'PAGAMENTO ACCETTATO', 'payment-accepted'])(
    'does not depend on the case of %s',
    (word) => {
      expect(meaningOf(byName(word))).toBe('payable');
      expect(meaningOf(byId(word))).toBe('payable');
    },
  );

  test('goes by the id before the name', () => {
    expect(meaningOf({ id: 'CANCELED', name: 'Spedito' })).toBe('cancelled');
  });

  test('goes by the name where the id is unknown', () => {
    expect(meaningOf({ id: '17', name: 'Annullato' })).toBe('cancelled');
  });

  test('of a status without words is unknown', () => {
    expect(meaningOf({ id: null, name: null })).toBe('unknown');
    expect(meaningOf({ id: '', name: ' ' })).toBe('unknown');
  });
});

describe('a table of the tenant', () => {
  test('adds words', () => {
    expect(meaningOf(byId('FRAUD_REVIEW'), { fraud_review: 'wait-for-payment' })).toBe('wait-for-payment');
    expect(meaningOf(byName('In verifica'), { 'In verifica': 'wait-for-payment' })).toBe('wait-for-payment');
  });

  test('goes before our own', () => {
    expect(meaningOf(byId('AWAITING_PAYMENT'), { AWAITING_PAYMENT: 'payable' })).toBe('payable');
  });

  test('may make a known word unknown, so that a person decides', () => {
    expect(meaningOf(byId('REFUNDED'), { REFUNDED: 'unknown' })).toBe('unknown');
  });
});

describe('a status that was set', () => {
  test('is reached by the same word in any form', () => {
    expect(hasReached('IN_PROCESS', byId('IN_PROCESS'))).toBe(true);
    expect(hasReached('IN_PROCESS', byName('In lavorazione'))).toBe(true);
    expect(hasReached('in process', byId('IN_PROCESS'))).toBe(true);
    expect(hasReached('PACKED_BY_US', { id: 'packed_by_us', name: 'Pronto' })).toBe(true);
  });

  test('is reached where the order went on by itself', () => {
    expect(hasReached('IN_PROCESS', byId('SHIPPED'))).toBe(true);
    expect(hasReached('SHIPPED', byName('Consegnato'))).toBe(true);
  });

  test('is not reached by another', () => {
    expect(hasReached('IN_PROCESS', byId('PAYMENT_ACCEPTED'))).toBe(false);
    expect(hasReached('SHIPPED', byId('IN_PROCESS'))).toBe(false);
    expect(hasReached('IN_PROCESS', byId('CANCELED'))).toBe(false);
    expect(hasReached('PACKED_BY_US', byId('IN_PROCESS'))).toBe(false);
    expect(hasReached('IN_PROCESS', { id: null, name: null })).toBe(false);
  });
});

describe('documents', () => {
  test.each(['SHIPPED', 'DELIVERED', 'COMPLETED', 'INVOICED'])('may be there of %s', (id) => {
    expect(mayHaveDocuments(byId(id))).toBe(true);
  });

  test.each(['spedito', ' Consegnato ', 'Completato', 'FATTURATO'])('may be there of the name %s', (name) => {
    expect(mayHaveDocuments({ id: '17', name })).toBe(true);
  });

  test.each(['AWAITING_PAYMENT', 'PAYMENT_ACCEPTED', 'IN_PROCESS', 'CANCELED', ''])(
    'are not to be expected of %s',
    (id) => {
      expect(mayHaveDocuments(byId(id))).toBe(false);
    },
  );
});
