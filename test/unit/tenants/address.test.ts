import { describe, expect, test } from 'vitest';
import { checkAddress, ownHostsOf } from '../../../src/kit/address.ts';
import { SyncError } from '../../../src/kit/errors.ts';

const rules = { allowPrivate: false, ownHosts: ['ponte.example.com'] };
const local = { allowPrivate: true, ownHosts: ['127.0.0.1:8787'] };

function verdict(text: string, given = rules): string {
  try {
    return checkAddress(text, given).href;
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.code !== 'address-refused') throw thrown;
    return thrown.vendorCode ?? '';
  }
}

describe('an address that we may call', () => {
  test.each([
    'https://odoo.example.com/',
    'https://odoo.example.com/some/path',
    'https://odoo.example.com:8443/',
    'https://shop.odoo.com/',
    'https://8.8.8.8/',
    'https://172.15.0.1/',
    'https://172.32.0.1/',
    'https://192.167.255.255/',
    'https://100.63.0.1/',
    'https://100.128.0.1/',
    'https://169.253.0.1/',
    'https://[2a00:1450:4002::1]/',
    'https://xn--caff-8oa.example.com/',
    'https://localhost.example.com/',
    'https://mylocal.example/',
  ])('is %s', (text) => {
    expect(verdict(text)).toBe(text);
  });

  test('is normalised: small letters, no default port', () => {
    expect(verdict('HTTPS://Odoo.Example.COM:443')).toBe('https://odoo.example.com/');
    expect(verdict('https://caffè.example.com')).toBe('https://xn--caff-8oa.example.com/');
  });
});

describe('no address of a private, local or reserved network is called', () => {
  test.each([
    ['loopback', ['127.0.0.1', '127.1', '127.255.255.254', '0.0.0.0', '0']],
    [
      'loopback in other notations',
      ['2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '017700000001', '127.0.0.1.'],
    ],
    ['full-width digits', ['１２７.０.０.１', '127。0。0。1']],
    [
      'private networks',
      ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.1', '0xc0a80101'],
    ],
    ['link-local and metadata', ['169.254.169.254', '169.254.0.1', '2852039166']],
    ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255', '100.100.100.200']],
    ['reserved', ['192.0.0.192', '192.0.2.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1']],
    ['multicast and above', ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255']],
    ['IPv6 loopback and unspecified', ['[::1]', '[::]', '[0:0:0:0:0:0:0:1]']],
    ['IPv6 private and link-local', ['[fc00::1]', '[fd12:3456::1]', '[fe80::1]', '[febf::1]', '[fec0::1]']],
    [
      'IPv4 inside IPv6',
      [
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[::ffff:8.8.8.8]',
        '[::127.0.0.1]',
        '[64:ff9b::7f00:1]',
        '[64:ff9b:1::1]',
        '[2002:7f00:1::]',
        '[2001:0:4136:e378::1]',
      ],
    ],
    ['IPv6 multicast and documentation', ['[ff02::1]', '[2001:db8::1]', '[3fff::1]', '[100::1]']],
    [
      'names of this machine',
      ['localhost', 'LOCALHOST', 'localhost.', 'odoo.localhost', 'localhost.localdomain'],
    ],
    [
      'names of a local network',
      ['odoo.local', 'metadata.google.internal', 'nas.lan', 'router.home.arpa', 'odoo.local.', 'erp.corp'],
    ],
    ['names without a dot', ['odoo', 'intranet', 'odoo.']],
  ])('%s', (_what, hosts) => {
    expect(hosts.map((host) => [host, verdict(`https://${host}/`)])).toEqual(
      hosts.map((host) => [host, 'not-public']),
    );
  });
});

test('only https is called', () => {
  for (const scheme of ['http', 'ftp', 'file', 'javascript', 'data', 'ws', 'gopher'])
    expect(verdict(`${scheme}://odoo.example.com/`)).toBe('not-https');
});

test('what is no address is refused as such', () => {
  for (const text of [
    '',
    'odoo.example.com',
    'https://',
    'https:// odoo',
    '//odoo.example.com',
    'https://1.2.3.4.5.6.7.999',
    'https://[::1',
  ])
    expect(verdict(text)).toMatch(/malformed|not-public/);
});

test('no address carries a user name or a password', () => {
  for (const text of [
    'https://a:b@odoo.example.com/',
    'https://a@odoo.example.com/',
    'https://odoo.example.com@evil.example.net/',
  ])
    expect(verdict(text)).toBe('credentials');
});

test('no port of another protocol is called', () => {
  for (const port of [22, 25, 3306, 5432, 6379, 11211])
    expect(verdict(`https://odoo.example.com:${port}/`)).toBe('port');
  for (const port of [8069, 8443, 10443])
    expect(verdict(`https://odoo.example.com:${port}/`)).toContain(`:${port}/`);
});

test('none of our own hosts is called, on whatever port', () => {
  for (const host of [
    'ponte.example.com',
    'PONTE.example.com',
    'ponte.example.com.',
    'ponte.example.com:8443',
  ])
    expect(verdict(`https://${host}/`)).toBe('own');
  expect(verdict('https://other.example.com/')).toBe('https://other.example.com/');
});

describe('a local deployment', () => {
  test('calls http and private addresses', () => {
    for (const text of [
      'http://127.0.0.1:8069/',
      'http://localhost:8069/',
      'http://10.0.0.5/',
      'https://odoo/',
    ])
      expect(verdict(text, local)).toBe(text);
  });

  test('does not call itself', () => {
    expect(verdict('http://127.0.0.1:8787/', local)).toBe('own');
  });

  test('takes neither credentials nor other schemes', () => {
    expect(verdict('http://a:b@127.0.0.1:8069/', local)).toBe('credentials');
    expect(verdict('ftp://127.0.0.1/', local)).toBe('not-https');
  });
});

test('what is refused says why in both languages', () => {
  const refused = () => checkAddress('https://localhost/', rules);
  expect(refused).toThrow(SyncError);
  expect(refused).toThrow(
    expect.objectContaining({ hint: { it: expect.any(String), en: expect.any(String) } }),
  );
});

test('our own hosts are those of our addresses, with their ports', () => {
  expect(ownHostsOf('https://ponte.example.com', 'http://127.0.0.1:8787/x')).toEqual([
    'ponte.example.com',
    '127.0.0.1:8787',
  ]);
});
