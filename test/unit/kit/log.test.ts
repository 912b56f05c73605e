import { describe, expect, test, vi } from 'vitest';
import { excerpt } from '../../../src/kit/call-record.ts';
import { createLog, silentLog } from '../../../src/kit/log.ts';

describe('the log', () => {
  test('writes one line of JSON for each thing, with the fields that are bound', () => {
    const lines: [string, boolean][] = [];
    const log = createLog({}, (line, failed) => lines.push([line, failed])).with({ tenant: 't1' });
    log.info('job', { ms: 5, code: null });
    log.with({ job: 'j1' }).error('job left', { text: 'two\nlines' });
    expect(lines.map(([line, failed]) => [JSON.parse(line), failed])).toEqual([
      [{ level: 'info', event: 'job', tenant: 't1', ms: 5, code: null }, false],
      [{ level: 'error', event: 'job left', tenant: 't1', job: 'j1', text: 'two\nlines' }, true],
    ]);
    expect(lines.every(([line]) => !line.includes('\n'))).toBe(true);
  });

  test('goes to the console, failures to its errors', () => {
    const info = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      createLog().info('fine');
      createLog().error('bad');
      expect([info.mock.calls.length, error.mock.calls.length]).toEqual([1, 1]);
      expect(JSON.parse(String(error.mock.calls[0]?.[0]))).toEqual({ level: 'error', event: 'bad' });
    } finally {
      info.mockRestore();
      error.mockRestore();
    }
  });

  test('may be silent, bound or not', () => {
    const info = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    silentLog.with({ a: 1 }).info('x');
    silentLog.error('y');
    expect(info).not.toHaveBeenCalled();
    info.mockRestore();
  });
});

describe('an excerpt', () => {
  test('is the text itself, or the JSON of what is none, up to its limit', () => {
    expect([excerpt('ciao', 4), excerpt({ a: [1] }), excerpt(undefined)]).toEqual(['ciao', '{"a":[1]}', '']);
  });

  test('of something longer is cut and says how long it was', () => {
    expect(excerpt('abcdef', 4)).toBe('abcd… (6)');
    expect(excerpt('x'.repeat(5000))).toBe(`${'x'.repeat(4000)}… (5000)`);
  });
});
