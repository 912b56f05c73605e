import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../sim/random.ts';
import { hour, minute, second } from '../../../src/kit/clock.ts';
import { memoryOver } from '../../../src/kit/memory.ts';
import { PollBudget } from '../../../src/poleepo/poll-budget.ts';
import { VirtualTime } from '../../support/world/virtual-time.ts';

const window = 10 * minute;

function createBudget() {
  const time = new VirtualTime();
  const kept = new Map<string, unknown>();
  const open = () => new PollBudget(memoryOver(kept), time);
  const pass = (ms: number) => time.run(() => false, ms);
  return { time, open, pass, budget: open() };
}

/** Takes a request and makes it at once; answers whether it was granted. */
async function ask(budget: PollBudget): Promise<boolean> {
  const taken = await budget.take();
  if (taken.granted) await taken.answered();
  return taken.granted;
}

describe('the budget of requests', () => {
  test('grants five in any ten minutes, and says when the next one is free', async () => {
    const { time, pass, budget } = createBudget();
    const first = time.now();
    for (let request = 0; request < 5; request += 1) {
      expect(await ask(budget)).toBe(true);
      await pass(minute);
    }
    expect(await budget.take()).toEqual({ granted: false, at: first + window + 2 * second });
    expect(await budget.nextAt()).toBe(first + window + 2 * second);
    await pass(5 * minute + 2 * second);
    expect(await ask(budget)).toBe(true);
    expect(await ask(budget)).toBe(false);
  });

  test('counts a request from when it was over, and one that was cut short from when it may have come at the latest', async () => {
    const { time, open, pass, budget } = createBudget();
    budget.use({ requests: 1, windowMs: window });
    const slow = await budget.take();
    await pass(40 * second);
    if (slow.granted) await slow.answered();
    expect(await budget.nextAt()).toBe(time.now() + window + 2 * second);
    await pass(window + 2 * second);
    expect((await budget.take()).granted).toBe(true);
    const next = open();
    next.use({ requests: 1, windowMs: window });
    expect(await next.nextAt()).toBe(time.now() + 2 * minute + window + 2 * second);
  });

  test('counts what an earlier life of the object has asked', async () => {
    const { open, budget } = createBudget();
    for (let request = 0; request < 3; request += 1) await budget.take();
    const next = open();
    expect(await next.state()).toMatchObject({ requests: 5, spent: 3, blockedUntil: null });
    await next.take();
    await next.take();
    expect(await next.take()).toMatchObject({ granted: false });
  });

  test('is not passed by two who ask at once', async () => {
    const { budget } = createBudget();
    const answers = await Promise.all(Array.from({ length: 12 }, () => budget.take()));
    expect(answers.filter(({ granted }) => granted)).toHaveLength(5);
  });

  test('never lets more than five come to Poleepo in any window, however long they take and whenever it is restarted', async () => {
    const { time, open, pass } = createBudget();
    const random = createRandom(11);
    const granted: number[] = [];
    let budget = open();
    for (let step = 0; step < 2000; step += 1) {
      if (random.chance(0.1)) budget = open();
      const taken = await budget.take();
      if (taken.granted) {
        await pass(random.int(0, 119) * second);
        granted.push(time.now());
        if (random.chance(0.9)) await taken.answered();
      }
      await pass(random.int(0, 90) * second);
    }
    expect(granted.length).toBeGreaterThan(500);
    const most = granted.map((at) => granted.filter((other) => other >= at && other <= at + window).length);
    expect(Math.max(...most)).toBe(5);
  });
});

describe('a refusal', () => {
  test('stops all requests for as long as Poleepo says, and makes them fewer', async () => {
    const { time, pass, budget } = createBudget();
    await ask(budget);
    await budget.refused(3 * minute);
    expect(await budget.take()).toEqual({ granted: false, at: time.now() + 3 * minute + 2 * second });
    expect(await budget.state()).toMatchObject({ requests: 4, spent: 1 });
    expect(await budget.learnt()).toBe(4);
    await pass(hour);
    for (let request = 0; request < 4; request += 1) expect(await ask(budget)).toBe(true);
    expect((await budget.take()).granted).toBe(false);
  });

  test('without a time stops them for a window, and never makes them none', async () => {
    const { time, budget } = createBudget();
    for (let refusal = 0; refusal < 9; refusal += 1) await budget.refused(null);
    expect(await budget.state()).toMatchObject({
      requests: 1,
      blockedUntil: time.now() + window + 2 * second,
    });
  });

  test('is forgotten after a day', async () => {
    const { pass, budget } = createBudget();
    await budget.refused(null);
    await pass(25 * hour);
    expect(await budget.state()).toMatchObject({ requests: 5, blockedUntil: null });
    expect(await budget.learnt()).toBeNull();
  });
});

test('a tenant may choose another budget', async () => {
  const { budget } = createBudget();
  budget.use({ requests: 2, windowMs: minute });
  const answers = [await budget.take(), await budget.take(), await budget.take()];
  expect(answers.map(({ granted }) => granted)).toEqual([true, true, false]);
});
