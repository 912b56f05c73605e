import { describe, expect, it } from 'vitest';
import { dialectOf, odooVersions, versionIn } from '../../../src/odoo/versions.ts';

describe('the version in the words of a server', () => {
  it.each([
    ['16.0-20250421', 16],
    ['17.0', 17],
    ['18.0+e', 18],
    ['19.0', 19],
    ['saas~17.2+e', 17],
    ['saas-18.3', 18],
  ])('%s is %d', (text, version) => expect(versionIn(text)).toBe(version));

  it.each(['15.0', '20.0', '8.0', 'saas~15.2', '160.0', '', 'eighteen'])('%j is none of ours', (text) =>
    expect(versionIn(text)).toBeNull(),
  );
});

describe('the dialects', () => {
  it('rename the taxes of a line with 19', () => {
    expect(odooVersions.map((version) => dialectOf(version).lineTaxes)).toEqual([
      'tax_id',
      'tax_id',
      'tax_id',
      'tax_ids',
    ]);
  });

  it('speak JSON-2 from 19 on', () => {
    const transports = odooVersions.map((version) => dialectOf(version).transport);
    expect(transports).toEqual(['json-rpc', 'json-rpc', 'json-rpc', 'json-2']);
  });

  it('mind an unknown language from 18 on', () => {
    expect(odooVersions.map((version) => dialectOf(version).refusesUnknownLanguage)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
