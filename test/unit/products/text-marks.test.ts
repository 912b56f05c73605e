import { describe, expect, test } from 'vitest';
import { textMarksOf } from '../../../src/products/text-marks.ts';

const long = async (text: string | null) => (await textMarksOf({ short: null, long: text })).long_description;

describe('the mark of a text', () => {
  test.each([
    ['<p>Moka <b>da 3</b> tazze</p>', 'Moka da 3 tazze'],
    ['Moka&nbsp;da 3\n tazze.', '<div>Moka da 3 tazze</div>'],
    ['', '<p><br></p>'],
  ])('is the same for %j and %j', async (one, other) => {
    expect((await long(one))?.print).toBe((await long(other))?.print);
  });

  test('is another for other words, other accents and other numbers', async () => {
    const marks = await Promise.all(['è pronta', 'e pronta', 'è pronta 2', 'pronta è'].map(long));
    expect(new Set(marks.map((mark) => mark?.print)).size).toBe(4);
  });

  test('begins as the text does, without its markup', async () => {
    expect((await long(`<p>Moka  <b>grande</b></p>${'x'.repeat(200)}`))?.start).toBe(
      `Moka grande ${'x'.repeat(68)}`,
    );
  });

  test('is none where the text is not told', async () => {
    expect(await textMarksOf({ short: null, long: null })).toEqual({
      short_description: null,
      long_description: null,
    });
  });
});
