import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

function start(...args: string[]) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'sim/main.ts', ...args]);
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the program prints one line of JSON when it is ready and ends well on %s',
  async (signal) => {
    const program = start('--poleepo-port', '0', '--seed', '9');
    const lines: string[] = [];
    const reader = createInterface(program.stdout).on('line', (line) => lines.push(line));
    await once(reader, 'line');
    const ready = JSON.parse(lines[0] ?? '') as { poleepo: string; odoo: unknown[] };
    expect(ready).toEqual({ poleepo: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), odoo: [] });
    expect((await fetch(`${ready.poleepo}/orders`)).status).toBe(401);
    program.kill(signal);
    expect(await once(program, 'exit')).toEqual([0, null]);
    expect(lines).toHaveLength(1);
  },
);

test('the program serves the versions of Odoo that are named', async () => {
  const program = start('--odoo', '18', '--odoo', '19', '--odoo-port', '0');
  const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
  const ready = JSON.parse(line) as { poleepo: null; odoo: { version: number; url: string }[] };
  expect(ready.poleepo).toBeNull();
  expect(ready.odoo.map(({ version }) => version)).toEqual([18, 19]);
  for (const { url } of ready.odoo) {
    expect((await fetch(`${url}/web/webclient/version_info`)).status).toBe(200);
  }
  program.kill('SIGTERM');
  expect(await once(program, 'exit')).toEqual([0, null]);
});

test('the program refuses what it does not know, and serves nothing', async () => {
  for (const args of [['--odoo', '15'], ['--magento'], ['--poleepo-port', '70000']]) {
    const program = start(...args);
    const [code] = (await once(program, 'exit')) as [number];
    expect(code).toBe(1);
  }
});
