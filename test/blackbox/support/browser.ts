import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/**
 * Whether pages cannot be tested here. Where CI is set a missing browser is no reason to skip anything: the tests then fail.
 */
export const withoutBrowser = !existsSync(executablePath) && !process.env['CI'];

/** Starts the browser that is installed; nothing but what the pages ask for leaves it. */
export function openBrowser(): Promise<Browser> {
  const quietly = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'];
  const args = ['--no-sandbox', '--no-first-run', ...quietly.map((what) => `--disable-${what}`)];
  return chromium.launch({ executablePath, args });
}
