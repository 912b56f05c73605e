import { describe, expect, it } from 'vitest';
import {
  amount,
  htmlText,
  instant,
  many2one,
  odooInstant,
  requiredMany2one,
  text,
} from '../../../src/odoo/values.ts';

describe("Odoo's false", () => {
  it('is no text', () => expect(text.parse(false)).toBeNull());
  it('is no link', () => expect(many2one.parse(false)).toBeNull());
  it('is no instant', () => expect(instant.parse(false)).toBeNull());
  it('is an error where a link is required', () =>
    expect(requiredMany2one.safeParse(false).success).toBe(false));
  it('is an error where an amount is', () => expect(amount.safeParse(false).success).toBe(false));
});

describe('an amount', () => {
  it.each([
    [275.7, '275.7'],
    [275.70000000000005, '275.7'],
    [0.1 + 0.2, '0.3'],
    [-4.6, '-4.6'],
    [1e21, '1000000000000000000000'],
  ])('of %d is exactly %s', (float, exact) => expect(amount.parse(float).toFixed()).toBe(exact));

  it('is no text', () => expect(amount.safeParse('12').success).toBe(false));
});

describe('a link', () => {
  it('is the id beside the name', () => expect(many2one.parse([125, 'EUR'])).toBe(125));
  it('is no bare number', () => expect(many2one.safeParse(125).success).toBe(false));
});

describe('an instant', () => {
  it('is read as UTC', () =>
    expect(instant.parse('2026-11-20 09:30:00')).toBe(Date.UTC(2026, 10, 20, 9, 30)));
  it('is written as UTC, without fractions', () =>
    expect(odooInstant(Date.UTC(2026, 10, 20, 9, 30, 1, 999))).toBe('2026-11-20 09:30:01'));
  it('survives both ways', () => {
    const ms = Date.UTC(2026, 1, 28, 23, 59, 59);
    expect(instant.parse(odooInstant(ms))).toBe(ms);
  });
  it('is refused in another notation', () => expect(instant.safeParse('20/11/2026').success).toBe(false));
});

describe("a buyer's text in HTML", () => {
  it('is shown as it was written', () =>
    expect(htmlText('<b>5 > 3</b> & "so"')).toBe('<p>&lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; "so"</p>'));
  it('keeps its lines', () => expect(htmlText('one\r\ntwo\nthree')).toBe('<p>one<br/>two<br/>three</p>'));
});
