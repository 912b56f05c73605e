import { describe, expect, it } from 'vitest';
import { minute, second } from '../../src/kit/clock.ts';
import { lateAt, lateStrikes } from '../support/world/late-strikes.ts';
import { endOfOffer, isGiving, OfferDesk, rightOffer } from '../support/world/offers.ts';

describe('an invoice is at Poleepo once', () => {
  it.each(lateStrikes)('though Poleepo gets to it late: $how, $afterMs ms', async (strike) => {
    const { desk, end } = await endOfOffer(18, lateAt(0, strike, isGiving));
    expect(end).toEqual(rightOffer(desk));
  });

  it.each([20, 140])('though it comes %i s late and any further step is killed', async (late) => {
    for (let nth = 0; nth < 24; nth += 3) {
      let [given, seen] = [0, 0];
      const { desk, end } = await endOfOffer(18, (point) => {
        if (isGiving(point) && given++ === 0) return { how: 'late', afterMs: late * second };
        return given > 0 && seen++ === nth ? 'kill-after' : null;
      });
      expect({ nth, ...end }).toEqual({ nth, ...rightOffer(desk) });
    }
  });
});

describe('an invoice whose answer was lost', () => {
  const given = ({ world }: OfferDesk) => {
    const times: number[] = [];
    world.plan = (point) =>
      isGiving(point) && times.push(world.time.now()) === 1 ? ('drop-before' as const) : null;
    return times;
  };

  it('is not given again before Poleepo’s limit is over, however often people press', async () => {
    const desk = await OfferDesk.delivered(18, 852);
    const times = given(desk);
    await desk.ask();
    for (let presses = 0; presses < 20; presses += 1) {
      await desk.world.time.run(() => false, 10 * second);
      if (desk.row['state'] !== 'offered') await desk.retry();
    }
    await desk.settle();
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(150 * second);
    expect(desk.documents).toEqual(desk.wanted);
  });

  it('waits as long as the tenant says that Poleepo may be busy, and says so meanwhile', async () => {
    const desk = await OfferDesk.delivered(19, 853);
    await desk.api.put('/v1/settings/shipments', { poleepoLimitSeconds: 900 });
    const times = given(desk);
    await desk.ask();
    await desk.world.time.run(() => false, 5 * minute);
    const { offerError } = await desk.seen();
    expect(offerError).toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
      message: expect.stringContaining('cerchiamo'),
    });
    await desk.settle();
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(900 * second);
    expect(desk.documents).toEqual(desk.wanted);
  });

  it('is not given again before that limit is over from when it left, however long it waited before', async () => {
    const desk = await OfferDesk.delivered(18, 855);
    const { poleepo, time } = desk.world;
    const fetch = poleepo.fetch;
    let [began, isSlow] = [0, false];
    // Poleepo is slow, and refuses the token of the first request; the second one it does late.
    poleepo.fetch = async (request) => {
      const isAsked = request.method === 'POST' && request.url.endsWith('/documents');
      if (isAsked && began === 0) {
        [began, isSlow] = [time.now(), true];
        poleepo.control.expireTokens();
      }
      const answer = await fetch(request);
      if (isSlow) await time.sleep(25 * second);
      return answer;
    };
    desk.world.plan = lateAt(1, { how: 'late', afterMs: 120 * second }, isGiving);
    await desk.ask();
    await time.run(() => began > 0 && time.now() >= began + 60 * second, 10 * minute);
    isSlow = false;
    await time.run(() => false, began + 155 * second - time.now());
    await desk.retry();
    await desk.settle();
    expect(desk.world.passed.filter(isGiving)).toHaveLength(2);
    expect(desk.documents).toEqual(desk.wanted);
  });

  it('keeps nothing else at Poleepo waiting', async () => {
    const desk = await OfferDesk.delivered(18, 854);
    const other = await desk.another();
    given(desk);
    await desk.ask();
    await desk.world.time.run(() => false, minute);
    await other.ask();
    await desk.world.time.run(() => false, 20 * second);
    expect(desk.world.rows('SELECT state FROM invoices ORDER BY id')).toEqual([
      { state: 'posted' },
      { state: 'offered' },
    ]);
  });
});
