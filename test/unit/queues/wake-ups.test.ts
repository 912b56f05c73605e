import { describe, expect, test } from 'vitest';
import { createLog } from '../../../src/kit/log.ts';
import { consumeDeadWakeUps } from '../../../src/queues/consume-dead-wake-ups.ts';
import { consumeWakeUps } from '../../../src/queues/consume-wake-ups.ts';
import type { TenantId } from '../../../src/trade/ids.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

interface Told {
  body: unknown;
  was: string[];
  ack(): void;
  retry(): void;
}

function queued(body: unknown): Told {
  const was: string[] = [];
  return { body, was, ack: () => void was.push('ack'), retry: () => void was.push('retry') };
}

const about = (tenantId: string, jobId = 'job_1') => queued({ v: 1, tenantId, jobId });

function listening() {
  const lines: { event: string; tenant?: string }[] = [];
  const log = createLog({}, (line) => lines.push(JSON.parse(line) as { event: string }));
  return { log, lines };
}

const unreadable = [
  null,
  'text',
  7,
  {},
  { v: 2, tenantId: 'ten_a', jobId: 'job_1' },
  { v: 1, tenantId: 'ten_a' },
  { v: 1, jobId: 'job_1' },
  { v: 1, tenantId: 7, jobId: 'job_1' },
];

describe('wake-ups', () => {
  test('of one batch wake each tenant once, and are acknowledged', async () => {
    const { log } = listening();
    const woken: string[] = [];
    const messages = [about('ten_a'), about('ten_b'), about('ten_a', 'job_2'), about('ten_a', 'job_3')];
    await consumeWakeUps(messages, { wakeLane: async (id) => woken.push(id), log });
    expect(woken).toEqual(['ten_a', 'ten_b']);
    expect(messages.map(({ was }) => was)).toEqual([['ack'], ['ack'], ['ack'], ['ack']]);
  });

  test('that cannot be read are acknowledged and logged, and wake nobody', async () => {
    const { log, lines } = listening();
    const messages = unreadable.map(queued);
    const woken: string[] = [];
    await consumeWakeUps([...messages, about('ten_a')], { wakeLane: async (id) => woken.push(id), log });
    expect(messages.map(({ was }) => was)).toEqual(unreadable.map(() => ['ack']));
    expect(lines.map(({ event }) => event)).toEqual(unreadable.map(() => 'wake-up that cannot be read'));
    expect(woken).toEqual(['ten_a']);
  });

  test('of a lane that fails are tried again, those of the others are not', async () => {
    const { log, lines } = listening();
    const messages = [about('ten_a'), about('ten_b'), about('ten_b'), about('ten_c')];
    const wakeLane = async (id: TenantId) => {
      if (id === 'ten_b') throw new Error('object is gone');
    };
    await consumeWakeUps(messages, { wakeLane, log });
    expect(messages.map(({ was }) => was)).toEqual([['ack'], ['retry'], ['retry'], ['ack']]);
    expect(lines).toMatchObject([{ event: 'lane not woken', tenant: 'ten_b' }]);
  });

  test('wait for no other tenant', async () => {
    const { log } = listening();
    const clock = createVirtualClock();
    const [slow, quick] = [about('ten_slow'), about('ten_quick')];
    const wakeLane = (id: TenantId) => clock.sleep(id === 'ten_slow' ? 60_000 : 1);
    const consumed = consumeWakeUps([slow, quick], { wakeLane, log });
    await clock.advance(1);
    expect([slow.was, quick.was]).toEqual([[], ['ack']]);
    await clock.advance(60_000);
    await consumed;
    expect(slow.was).toEqual(['ack']);
  });
});

describe('wake-ups that the queue gave up on', () => {
  test('are recorded once for each tenant, logged and acknowledged', async () => {
    const { log, lines } = listening();
    const recorded: unknown[] = [];
    const messages = [about('ten_a'), about('ten_a', 'job_2'), about('ten_b')];
    await consumeDeadWakeUps(messages, { record: async (dead) => void recorded.push(dead), log });
    expect(recorded).toEqual([
      { v: 1, tenantId: 'ten_a', jobId: 'job_1' },
      { v: 1, tenantId: 'ten_b', jobId: 'job_1' },
    ]);
    expect(lines.map(({ event, tenant }) => [event, tenant])).toEqual([
      ['wake-up given up', 'ten_a'],
      ['wake-up given up', 'ten_b'],
    ]);
    expect(messages.map(({ was }) => was)).toEqual([['ack'], ['ack'], ['ack']]);
  });

  test('that cannot be read are acknowledged, and nothing is recorded', async () => {
    const { log } = listening();
    const recorded: unknown[] = [];
    const messages = unreadable.map(queued);
    await consumeDeadWakeUps(messages, { record: async (dead) => void recorded.push(dead), log });
    expect([recorded, messages.flatMap(({ was }) => was)]).toEqual([[], unreadable.map(() => 'ack')]);
  });

  test('are not acknowledged where they could not be recorded', async () => {
    const { log } = listening();
    const message = about('ten_a');
    const failing = consumeDeadWakeUps([message], { record: () => Promise.reject(new Error('D1')), log });
    await expect(failing).rejects.toThrow('D1');
    expect(message.was).toEqual([]);
  });
});
