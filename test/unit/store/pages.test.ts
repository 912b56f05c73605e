import { describe, expect, test } from 'vitest';
import type { Page } from '../../../src/store/database.ts';
import { call, claiming, createLedger, endedJob, type Ledger, message, now, work } from './support/ledger.ts';

const count = 23;

async function fill(ledger: Ledger): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await ledger.messages.receive(message({ receivedAt: now + number }), work(`order:${number}`));
    await ledger.messages.quarantine({
      id: `ref_${String(number).padStart(3, '0')}`,
      webhookId: message().webhookId,
      reason: 'wrong',
      status: 401,
      count: 1,
      headers: {},
      payload: '',
      receivedAt: now,
    });
  }
  await ledger.apiLog.add(Array.from({ length: count }, (_, number) => call({ at: now + number })));
}

type List = (
  ledger: Ledger,
  paging: { cursor?: string | undefined; limit: number },
) => Promise<Page<{ id: string }>>;

const lists: Record<string, List> = {
  jobs: ({ jobs }, paging) => jobs.list(paging),
  messages: ({ messages }, paging) => messages.list(paging),
  'refused messages': ({ messages }, paging) => messages.refused(paging),
  calls: ({ apiLog }, paging) => apiLog.list(paging),
};

describe.each(Object.entries(lists))('pages of %s', (_name, list) => {
  test.each([1, 5, 22, 23, 24])(
    'of %i rows reach the end without loss or repetition, newest first',
    async (limit) => {
      const ledger = createLedger();
      await fill(ledger);
      const seen: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await list(ledger, { limit, cursor });
        seen.push(...page.items.map((row) => row.id));
        cursor = page.nextCursor ?? undefined;
        pages += 1;
      } while (cursor !== undefined && pages <= count);
      expect([new Set(seen).size, seen.length, pages]).toEqual([count, count, Math.ceil(count / limit)]);
      expect(seen).toEqual(seen.toSorted().toReversed());
    },
  );

  test('of nothing are one empty page', async () => {
    expect(await list(createLedger(), { limit: 5 })).toEqual({ items: [], nextCursor: null });
  });
});

describe('a list', () => {
  test('of jobs is of one state, kind or subject where it is asked for', async () => {
    const ledger = createLedger();
    await endedJob(ledger, 'order:1', { state: 'failed' });
    await ledger.jobs.enqueue(work('order:2'));
    await ledger.jobs.enqueue(work('clean-up', { kind: 'clean-up' }));
    const subjects = async (filter: Parameters<typeof ledger.jobs.list>[0]) =>
      (await ledger.jobs.list(filter)).items.map((job) => job.subject);
    expect(await subjects({ state: 'failed', limit: 5 })).toEqual(['order:1']);
    expect(await subjects({ kind: 'clean-up', limit: 5 })).toEqual(['clean-up']);
    expect(await subjects({ subject: 'order:2', limit: 5 })).toEqual(['order:2']);
    expect(await subjects({ state: 'failed', kind: 'clean-up', limit: 5 })).toEqual([]);
  });

  test('of messages shows the state of their jobs, and is of one state where it is asked for', async () => {
    const ledger = createLedger();
    await ledger.messages.receive(message(), work('order:1'));
    await ledger.claims.claim(claiming());
    await ledger.messages.receive(message(), work('order:2'));
    const states = async (state?: 'running' | 'waiting') =>
      (await ledger.messages.list({ state, limit: 5 })).items.map((one) => [one.subject, one.state]);
    expect(await states()).toEqual([
      ['order:2', 'waiting'],
      ['order:1', 'running'],
    ]);
    expect(await states('running')).toEqual([['order:1', 'running']]);
  });
});
