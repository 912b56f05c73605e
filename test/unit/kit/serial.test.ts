import { describe, expect, test } from 'vitest';
import { Serial } from '../../../src/kit/serial.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

function noting(clock = createVirtualClock()) {
  const notes: string[] = [];
  const task = (name: string, ms: number, failure?: Error) => async () => {
    notes.push(`${name} begins`);
    await clock.sleep(ms);
    notes.push(`${name} ends`);
    if (failure !== undefined) throw failure;
    return name;
  };
  return { clock, notes, task };
}

describe('tasks of one key', () => {
  test('run one after the other in the order of their arrival, however long each takes', async () => {
    const { clock, notes, task } = noting();
    const serial = new Serial();
    const all = [30, 1, 10].map((ms, index) => serial.run('order:1', task(`task ${index}`, ms)));
    await clock.advance(100);
    expect(await Promise.all(all)).toEqual(['task 0', 'task 1', 'task 2']);
    expect(notes).toEqual([0, 1, 2].flatMap((index) => [`task ${index} begins`, `task ${index} ends`]));
  });

  test('go on after one that throws, and only its own caller learns of it', async () => {
    const { clock, notes, task } = noting();
    const serial = new Serial();
    const failing = serial.run('order:1', task('first', 5, new Error('no')));
    const failed = failing.catch((thrown: unknown) => thrown);
    const next = serial.run('order:1', task('second', 5));
    await clock.advance(10);
    expect(await failed).toEqual(new Error('no'));
    expect(await next).toBe('second');
    expect(notes).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  test('that arrive while the last one ends still come after it', async () => {
    const { clock, notes, task } = noting();
    const serial = new Serial();
    const first = serial.run('order:1', task('first', 5));
    const third = first.then(() => serial.run('order:1', task('third', 1)));
    const second = serial.run('order:1', task('second', 5));
    await clock.advance(20);
    await Promise.all([second, third]);
    expect(notes.filter((note) => note.endsWith('begins'))).toEqual([
      'first begins',
      'second begins',
      'third begins',
    ]);
    expect(notes.indexOf('third begins')).toBeGreaterThan(notes.indexOf('second ends'));
  });
});

describe('tasks of different keys', () => {
  test('run side by side', async () => {
    const { clock, notes, task } = noting();
    const serial = new Serial();
    const all = [serial.run('order:1', task('one', 10)), serial.run('order:2', task('two', 1))];
    await clock.advance(10);
    await Promise.all(all);
    expect(notes).toEqual(['one begins', 'two begins', 'two ends', 'one ends']);
  });
});

test('a key is forgotten once nothing of it runs or waits, after a throw too', async () => {
  const serial = new Serial();
  const failing = serial.run('order:1', () => Promise.reject(new Error('no')));
  const fine = serial.run('order:2', async () => 1);
  expect(serial.size).toBe(2);
  await Promise.allSettled([failing, fine]);
  expect(serial.size).toBe(0);
});
