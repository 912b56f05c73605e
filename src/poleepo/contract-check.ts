import { z } from 'zod';
import { day, toIsoSeconds } from '../kit/clock.ts';
import { SyncError } from '../kit/errors.ts';
import type { Call } from './call.ts';
import { compareMembers, type ContractDifference } from './compare-members.ts';
import {
  type Assumption,
  openMembers,
  orderAssumptions,
  packageTypeAssumptions,
  pickupAddressAssumptions,
  productAssumptions,
  shippingAssumptions,
} from './contract-assumptions.ts';
import { isRecord, shapeOf } from './contract-shape.ts';
import type { Envelope } from './envelope.ts';
import { readOrder } from './order.ts';
import { checkOrderList } from './check-order-list.ts';
import { checkPaging } from './check-paging.ts';
import { readProduct } from './product.ts';
import { readShipping } from './shipping.ts';
import { meaningOf } from './status.ts';

export const contractReport = z.object({
  /** What was asked, and whether it was answered. */
  endpoints: z.array(z.object({ endpoint: z.string(), answered: z.boolean(), records: z.int() })),
  differences: z.array(
    z.object({
      endpoint: z.string(),
      member: z.string(),
      assumed: z.string(),
      found: z.string(),
      mark: z.enum(['confirmed', 'documented', 'assumed', 'unknown']),
      weight: z.enum(['breaks', 'note']),
    }),
  ),
});

/** How Poleepo's real answers differ from what we assume. Holds no buyer's data. */
export type ContractReport = z.output<typeof contractReport>;

export interface Probe {
  endpoint: string;
  path: string;
  query?: Record<string, string>;
  mark: ContractDifference['mark'];
}

/** Asks and notes; null where there was no answer. */
export type Ask = (probe: Probe) => Promise<Envelope | null>;

const few = { offset: '0', max: '5' };

/**
 * Makes harmless reads with a real key and compares what comes back with what we assume. What is not answered is a
 * difference too. Throws SyncError where Poleepo cannot be asked at all.
 */
export async function checkContract(call: Call, now: number): Promise<ContractReport> {
  const report: ContractReport = { endpoints: [], differences: [] };
  const ask: Ask = (probe) => asked(call, probe, report);
  const orders = await list(ask, report, {
    probe: { endpoint: '/orders', path: '/orders', query: few, mark: 'confirmed' },
    assumptions: orderAssumptions,
  });
  report.differences.push(...unreadable('/orders', orders.map(readOrder)), ...unknownStatuses(orders));
  report.differences.push(...(await checkOrderList(ask, orders, toIsoSeconds(now + day))));
  const ofOrder = { endpoint: '/orders/{id}', mark: 'assumed', assumptions: orderAssumptions } as const;
  await first(ask, report, { records: orders, list: '/orders', ...ofOrder });
  const products = await list(ask, report, {
    probe: { endpoint: '/products', path: '/products', query: few, mark: 'confirmed' },
    assumptions: productAssumptions,
  });
  report.differences.push(...unreadable('/products', products.map(readProduct)));
  report.differences.push(...(await checkPaging(ask, '/products', products)));
  const ofProduct = {
    endpoint: '/products/{id}',
    mark: 'confirmed',
    assumptions: productAssumptions,
  } as const;
  await first(ask, report, { records: products, list: '/products', ...ofProduct });
  await checkShippings(ask, report);
  await list(ask, report, {
    probe: { endpoint: '/pickup_addresses', path: '/pickup_addresses', mark: 'assumed' },
    assumptions: pickupAddressAssumptions,
  });
  await list(ask, report, {
    probe: { endpoint: '/package_types', path: '/package_types', mark: 'assumed' },
    assumptions: packageTypeAssumptions,
  });
  return report;
}

async function checkShippings(ask: Ask, report: ContractReport): Promise<void> {
  const shippings = await list(ask, report, {
    probe: { endpoint: '/shippings', path: '/shippings', query: few, mark: 'assumed' },
    assumptions: shippingAssumptions,
  });
  const readings = shippings.map(readShipping);
  report.differences.push(...unreadable('/shippings', readings));
  const words = readings.map((reading) => (reading.ok ? reading.shipping.status : ''));
  const unknown = words.flatMap((word) => (typeof word === 'string' ? [] : [word.unknown]));
  report.differences.push(...unknownWords('/shippings', unknown));
  await first(ask, report, {
    records: shippings,
    list: '/shippings',
    endpoint: '/shippings/{id}',
    mark: 'confirmed',
    assumptions: shippingAssumptions,
  });
}

async function asked(call: Call, probe: Probe, report: ContractReport): Promise<Envelope | null> {
  const { endpoint, path, query, mark } = probe;
  const entry = { endpoint, answered: false, records: 0 };
  if (!report.endpoints.some((one) => one.endpoint === endpoint)) report.endpoints.push(entry);
  try {
    const envelope = await call({ method: 'GET', path, endpoint, ...(query && { query }) });
    entry.answered = true;
    entry.records = Array.isArray(envelope.data) ? envelope.data.length : 1;
    return envelope;
  } catch (thrown) {
    if (!(thrown instanceof SyncError) || thrown.advice === 'wait') throw thrown;
    const found = [thrown.code, thrown.vendorCode].filter(Boolean).join(', ');
    report.differences.push({ endpoint, member: '', assumed: 'an answer', found, mark, weight: 'breaks' });
    return null;
  }
}

async function list(
  ask: Ask,
  report: ContractReport,
  { probe, assumptions }: { probe: Probe; assumptions: readonly Assumption[] },
): Promise<unknown[]> {
  const envelope = await ask(probe);
  if (envelope === null) return [];
  const { endpoint, mark } = probe;
  const { data } = envelope;
  if (!Array.isArray(data)) {
    const found = shapeOf(data);
    report.differences.push({ endpoint, member: 'data', assumed: 'list', found, mark, weight: 'breaks' });
    return [];
  }
  report.differences.push(...compareMembers(endpoint, data, { assumptions, open: openUnder(endpoint) }));
  return data;
}

/** An order's addresses are read member by member, a shipping's are not. */
function openUnder(endpoint: string): ReadonlySet<string> {
  return endpoint.startsWith('/orders') ? new Set() : openMembers;
}

interface First {
  /** Of a list, of which the first is read again by itself. */
  records: readonly unknown[];
  list: string;
  endpoint: string;
  mark: ContractDifference['mark'];
  assumptions: readonly Assumption[];
}

async function first(ask: Ask, report: ContractReport, asking: First): Promise<void> {
  const { endpoint, mark, assumptions } = asking;
  const [record] = asking.records.filter(isRecord);
  if (record === undefined) return;
  const envelope = await ask({ endpoint, path: `${asking.list}/${String(record['id'])}`, mark });
  if (envelope === null) return;
  const { data } = envelope;
  if (!isRecord(data)) {
    const found = shapeOf(data);
    report.differences.push({ endpoint, member: 'data', assumed: 'object', found, mark, weight: 'breaks' });
    return;
  }
  report.differences.push(...compareMembers(endpoint, [data], { assumptions, open: openUnder(endpoint) }));
}

type Reading = { ok: true } | { ok: false; member: string; problem: string };

function unreadable(endpoint: string, readings: readonly Reading[]): ContractDifference[] {
  const problems = new Map<string, string>();
  for (const reading of readings) {
    if (!reading.ok) problems.set(reading.member.replaceAll(/\.\d+/g, '[]'), reading.problem);
  }
  return [...problems].map(([member, problem]) => ({
    endpoint,
    member,
    assumed: 'readable',
    found: problem,
    mark: 'assumed',
    weight: 'breaks',
  }));
}

/** Status words are no buyer's data. */
function unknownStatuses(orders: readonly unknown[]): ContractDifference[] {
  const words = orders.flatMap((order) => {
    const reading = readOrder(order);
    if (!reading.ok || meaningOf(reading.order.status) !== 'unknown') return [];
    const { id, name } = reading.order.status;
    return [[id, name].filter((word) => word !== null).join(' / ')];
  });
  return unknownWords('/orders', words);
}

function unknownWords(endpoint: string, words: readonly string[]): ContractDifference[] {
  return [...new Set(words)].map((found) => ({
    endpoint,
    member: 'status',
    assumed: 'a status that we know',
    found,
    mark: 'assumed',
    weight: 'breaks',
  }));
}
