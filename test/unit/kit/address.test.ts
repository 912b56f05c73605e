import { describe, expect, test } from 'vitest';
import { type AddressRules, checkAddress, ownHostsOf } from '../../../src/kit/address.ts';
import { SyncError } from '../../../src/kit/errors.ts';

const rules: AddressRules = { allowPrivate: false, ownHosts: ['ponte.example.com', 'sims.example.com:8443'] };
const local: AddressRules = { ...rules, allowPrivate: true };

function verdict(address: string, given = rules): string {
  try {
    return checkAddress(address, given).href;
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.code !== 'address-refused') throw thrown;
    const toldWell = thrown.advice === 'give-up' && thrown.hint?.it !== '' && thrown.hint?.en !== '';
    return toldWell ? String(thrown.vendorCode) : 'told badly';
  }
}

describe('a public https address', () => {
  test.each([
    'https://odoo.example.com/',
    'https://odoo.example.com:8069/shop',
    'https://mia-azienda.odoo.com/',
    'https://8.8.8.8/',
    'https://[2606:4700::1]/',
    'https://xn--caff-8oa.example.it/',
  ])('%s may be called', (address) => {
    expect(verdict(address)).toBe(address);
  });
});

describe('an address is refused', () => {
  test.each([
    ['odoo.example.com', 'malformed'],
    ['', 'malformed'],
    ['https://', 'malformed'],
    ['http://odoo.example.com', 'not-https'],
    ['ftp://odoo.example.com', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['https://ada:segreto@odoo.example.com', 'credentials'],
    ['https://ada@odoo.example.com', 'credentials'],
    ['https://odoo.example.com:22', 'port'],
    ['https://odoo.example.com:5432', 'port'],
    ['https://odoo.example.com:6379', 'port'],
  ])('for its form: %s is %s', (address, problem) => {
    expect(verdict(address)).toBe(problem);
  });

  test.each([
    'https://localhost',
    'https://localhost.',
    'https://LOCALHOST:8443',
    'https://shop.localhost',
    'https://odoo.local',
    'https://odoo.internal',
    'https://odoo.lan.',
    'https://odoo',
    'https://router.home.arpa',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://192.168.1.1',
    'https://169.254.169.254',
    'https://100.64.0.1',
    'https://0.0.0.0',
    'https://255.255.255.255',
    'https://[::1]',
    'https://[::]',
    'https://[fe80::1]',
    'https://[fd00::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[64:ff9b::7f00:1]',
    'https://[2002:7f00:1::]',
    'https://１２７.0.0.1',
  ])('where it is not of the public network: %s', (address) => {
    expect(verdict(address)).toBe('not-public');
  });

  test.each([
    'https://ponte.example.com',
    'https://PONTE.example.com./w/x',
    'https://ponte.example.com:8443',
    'https://sims.example.com:8443',
  ])('where it is ours: %s', (address) => {
    expect(verdict(address)).toBe('own');
    expect(verdict(address, local)).toBe('own');
  });

  test('not where it only ends or begins as ours, or has another port than ours', () => {
    for (const address of [
      'https://notponte.example.com/',
      'https://ponte.example.com.example.it/',
      'https://sims.example.com/',
    ])
      expect(verdict(address)).toBe(address);
  });
});

describe('in a local deployment', () => {
  test('http and private addresses may be called, and nothing else more', () => {
    expect(verdict('http://127.0.0.1:8069/', local)).toBe('http://127.0.0.1:8069/');
    expect(verdict('http://localhost:8069/', local)).toBe('http://localhost:8069/');
    expect(verdict('ftp://localhost/', local)).toBe('not-https');
    expect(verdict('http://ada@localhost/', local)).toBe('credentials');
    expect(verdict('http://localhost:22/', local)).toBe('port');
  });
});

test('own hosts are addresses without scheme and path, with their port', () => {
  expect(ownHostsOf('https://ponte.example.com/x', 'http://127.0.0.1:8787')).toEqual([
    'ponte.example.com',
    '127.0.0.1:8787',
  ]);
});
