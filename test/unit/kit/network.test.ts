import { expect, test } from 'vitest';
import { isPublicIpv4, isPublicIpv6 } from '../../../src/kit/network.ts';

test.each([
  { first: '10.0.0.0', last: '10.255.255.255', beside: ['9.255.255.255', '11.0.0.0'] },
  { first: '100.64.0.0', last: '100.127.255.255', beside: ['100.63.255.255', '100.128.0.0'] },
  { first: '127.0.0.0', last: '127.255.255.255', beside: ['126.255.255.255', '128.0.0.0'] },
  { first: '169.254.0.0', last: '169.254.255.255', beside: ['169.253.255.255', '169.255.0.0'] },
  { first: '172.16.0.0', last: '172.31.255.255', beside: ['172.15.255.255', '172.32.0.0'] },
  { first: '192.168.0.0', last: '192.168.255.255', beside: ['192.167.255.255', '192.169.0.0'] },
  { first: '198.18.0.0', last: '198.19.255.255', beside: ['198.17.255.255', '198.20.0.0'] },
])('IPv4 from $first to $last is closed, and what lies beside is not', ({ first, last, beside }) => {
  expect([first, last].map(isPublicIpv4)).toEqual([false, false]);
  expect(beside.map(isPublicIpv4)).toEqual([true, true]);
});

test('IPv4 from 224.0.0.0 on, and what begins with 0, is closed', () => {
  for (const address of [
    '0.0.0.0',
    '0.255.255.255',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.0',
    '255.255.255.255',
  ])
    expect([address, isPublicIpv4(address)]).toEqual([address, false]);
  expect(['1.0.0.0', '223.255.255.255'].map(isPublicIpv4)).toEqual([true, true]);
});

test('IPv6 is public from 2000:: to 3fff::, save for what is set apart', () => {
  for (const address of ['2606:4700::1', '2a00:1450:4001:801::200e', '2400:cb00:2048:1::c629:d7a2', '2003::'])
    expect([address, isPublicIpv6(address)]).toEqual([address, true]);
  for (const address of [
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '4000::1',
    '1fff::1',
    '::ffff:808:808',
  ])
    expect([address, isPublicIpv6(address)]).toEqual([address, false]);
});

test('IPv6 that carries IPv4 inside, or stands in documents, is not public', () => {
  for (const address of [
    '2002:808:808::',
    '2001::1',
    '2001:1ff::1',
    '2001:db8::1',
    '3fff::1',
    '3fff:fff::1',
    '64:ff9b::808:808',
  ])
    expect([address, isPublicIpv6(address)]).toEqual([address, false]);
  expect(isPublicIpv6('2001:200::1')).toBe(true);
});
