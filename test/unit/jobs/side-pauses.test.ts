import { describe, expect, test } from 'vitest';
import { SidePauses } from '../../../src/jobs/side-pauses.ts';
import { minute, second } from '../../../src/kit/clock.ts';
import { createVirtualClock, startOfTests } from '../../support/virtual-clock.ts';
import { createLedger } from '../store/support/ledger.ts';

async function created() {
  const clock = createVirtualClock();
  const { connections } = createLedger();
  for (const side of ['odoo', 'poleepo'] as const)
    await connections.save(side, { settings: {}, sealedKey: 'x', active: true, now: clock.now() });
  return { clock, connections, pauses: new SidePauses(connections, clock) };
}

/** How long each of seven pauses in a row lasts, where the side never recovers. */
async function lengths(reason: string): Promise<number[]> {
  const { clock, pauses } = await created();
  const found: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    await pauses.pause('odoo', { reason });
    const length = (pauses.nextEnd() ?? 0) - clock.now();
    found.push(length);
    await clock.advance(length);
  }
  return found;
}

describe('pauses in a row', () => {
  test.each(['unreachable', 'timed-out', 'rate-limited'])(
    'of a side that is %s grow to five minutes',
    async (reason) => {
      const grown = [15 * second, 30 * second, minute, 2 * minute, 5 * minute];
      expect(await lengths(reason)).toEqual([...grown, 5 * minute, 5 * minute]);
    },
  );

  test.each(['denied', 'not-configured'])('of a side that is %s grow to half an hour', async (reason) => {
    const grown = [2 * minute, 5 * minute, 15 * minute, 30 * minute];
    expect(await lengths(reason)).toEqual([...grown, 30 * minute, 30 * minute, 30 * minute]);
  });

  test('begin anew once the side has answered well', async () => {
    const { clock, pauses } = await created();
    await pauses.pause('odoo', { reason: 'unreachable' });
    await clock.advance(15 * second);
    await pauses.proven('odoo');
    await pauses.pause('odoo', { reason: 'unreachable' });
    expect(pauses.nextEnd()).toBe(clock.now() + 15 * second);
  });

  test('say since when the side is down', async () => {
    const { clock, pauses } = await created();
    await pauses.pause('odoo', { reason: 'unreachable' });
    await clock.advance(15 * second);
    await pauses.pause('odoo', { reason: 'timed-out' });
    expect(pauses.list()).toEqual([
      { side: 'odoo', since: startOfTests, until: startOfTests + 45 * second, reason: 'timed-out' },
    ]);
  });
});

describe('a pause', () => {
  test('is never shorter than the side asked for, nor than our own', async () => {
    const { clock, pauses } = await created();
    await pauses.pause('poleepo', { reason: 'rate-limited', retryAfterMs: 90 * second });
    expect(pauses.nextEnd()).toBe(clock.now() + 90 * second);
    await clock.advance(90 * second);
    await pauses.pause('poleepo', { reason: 'rate-limited', retryAfterMs: second });
    expect(pauses.nextEnd()).toBe(clock.now() + 30 * second);
  });

  test('is not lengthened by what was under way when it began', async () => {
    const { clock, pauses } = await created();
    await pauses.pause('odoo', { reason: 'unreachable' });
    await clock.advance(second);
    await pauses.pause('odoo', { reason: 'unreachable', retryAfterMs: 100 * minute });
    expect(pauses.nextEnd()).toBe(startOfTests + 15 * second);
  });

  test('is not ended by what was under way when it began', async () => {
    const { clock, pauses } = await created();
    await pauses.pause('odoo', { reason: 'unreachable' });
    await clock.advance(15 * second - 1);
    await pauses.proven('odoo');
    expect([...pauses.paused()]).toEqual(['odoo']);
  });

  test('is of one side alone', async () => {
    const { pauses } = await created();
    await pauses.pause('odoo', { reason: 'unreachable' });
    expect([...pauses.paused()]).toEqual(['odoo']);
    await pauses.pause('poleepo', { reason: 'denied' });
    expect([...pauses.paused()].toSorted()).toEqual(['odoo', 'poleepo']);
    expect(pauses.nextEnd()).toBe(startOfTests + 15 * second);
  });
});

describe('after its pause', () => {
  test('a side is on probation until it answers well', async () => {
    const { clock, pauses, connections } = await created();
    expect(pauses.onProbation()).toEqual([]);
    await pauses.pause('odoo', { reason: 'unreachable' });
    expect(pauses.onProbation()).toEqual([]);
    await clock.advance(15 * second);
    expect([pauses.onProbation(), [...pauses.paused()], pauses.nextEnd()]).toEqual([['odoo'], [], null]);
    await pauses.proven('poleepo');
    expect(pauses.onProbation()).toEqual(['odoo']);
    await pauses.proven('odoo');
    expect([pauses.onProbation(), pauses.list()]).toEqual([[], []]);
    expect(await connections.get('odoo')).toMatchObject({ pausedUntil: null, pauses: 0 });
  });
});

describe('in D1', () => {
  test('a pause is kept, and taken up by the next life', async () => {
    const { clock, pauses, connections } = await created();
    await pauses.pause('odoo', { reason: 'denied' });
    await clock.advance(2 * minute);
    await pauses.pause('odoo', { reason: 'denied' });
    expect(await connections.get('odoo')).toMatchObject({
      pausedUntil: clock.now() + 5 * minute,
      pausedSince: startOfTests,
      pauseReason: 'denied',
      pauses: 2,
    });
    const next = new SidePauses(connections, clock);
    expect([...next.paused()]).toEqual([]);
    await next.load();
    expect(next.list()).toEqual(pauses.list());
    await clock.advance(5 * minute);
    await next.pause('odoo', { reason: 'denied' });
    expect(next.nextEnd()).toBe(clock.now() + 15 * minute);
  });

  test('a side that is down no more is not down in the next life either', async () => {
    const { clock, pauses, connections } = await created();
    await pauses.pause('odoo', { reason: 'denied' });
    const other = new SidePauses(connections, clock);
    await other.load();
    await pauses.clear('odoo');
    expect(await connections.get('odoo')).toMatchObject({ pausedUntil: null, pauseReason: null });
    await other.load();
    expect(other.list()).toEqual([]);
  });

  test('nothing is written where there is nothing to clear', async () => {
    const { pauses, connections } = await created();
    await connections.pause('odoo', { until: startOfTests + 5, since: startOfTests, reason: 'x', pauses: 1 });
    await pauses.clear('odoo');
    expect((await connections.get('odoo'))?.pauses).toBe(1);
  });
});
