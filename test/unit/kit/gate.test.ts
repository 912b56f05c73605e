import { describe, expect, test } from 'vitest';
import { Gate } from '../../../src/kit/gate.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

function counting(gate: Gate) {
  const clock = createVirtualClock();
  const began: string[] = [];
  let inside = 0;
  let most = 0;
  const run = (name: string, rank: number, failure?: Error) =>
    gate.run(rank, async () => {
      began.push(name);
      inside += 1;
      most = Math.max(most, inside);
      await clock.sleep(10);
      inside -= 1;
      if (failure !== undefined) throw failure;
      return name;
    });
  return { clock, began, run, most: () => most };
}

describe('a gate', () => {
  test.each([1, 3])('lets at most its width in at once (%i), and all in the end', async (width) => {
    const { clock, began, run, most } = counting(new Gate(width));
    const all = Array.from({ length: 10 }, (_, index) => run(`task ${index}`, 1));
    await clock.advance(1000);
    await Promise.all(all);
    expect([most(), began.length]).toEqual([width, 10]);
  });

  test('lets the lowest rank in first, and equals in the order of their arrival', async () => {
    const { clock, began, run } = counting(new Gate(1));
    const all = [
      run('inside', 2),
      run('catalogue', 2),
      run('order a', 1),
      run('order b', 1),
      run('person', 0),
      run('order c', 1),
    ];
    await clock.advance(1000);
    await Promise.all(all);
    expect(began).toEqual(['inside', 'person', 'order a', 'order b', 'order c', 'catalogue']);
  });

  test('gives what the task gives', async () => {
    expect(await new Gate(1).run(0, async () => 42)).toBe(42);
  });

  test('is free again after a task that throws', async () => {
    const { clock, began, run, most } = counting(new Gate(1));
    const failed = run('first', 1, new Error('no')).catch((thrown: unknown) => thrown);
    const next = run('second', 1);
    await clock.advance(100);
    expect(await failed).toEqual(new Error('no'));
    expect([await next, began, most()]).toEqual(['second', ['first', 'second'], 1]);
    const last = run('third', 1);
    await clock.advance(100);
    expect(await last).toBe('third');
  });

  test('is free again after a task that throws before its first wait', async () => {
    const gate = new Gate(1);
    const throwing = (): Promise<never> => {
      throw new Error('at once');
    };
    await expect(gate.run(0, throwing)).rejects.toThrow('at once');
    expect(await gate.run(0, async () => 'in')).toBe('in');
  });
});
