// Plain modules and no dependency: this runs on any Node of "engines", before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const commands = ['start', 'dev', 'smoke', 'verify', 'test', 'deploy', 'contract-check'];

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Whether this Node can run npm and the rest; the tools themselves run on the Node that is installed with them. */
function isOldNode([major, minor]) {
  return major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12);
}

/**
 * Whether what is installed is what the lock file says, package by package: its date alone would have a mere checkout
 * install everything anew. What is optional may be for another platform.
 */
function isInstalled() {
  // A link leads to what somebody else installed and uses: npm would empty it.
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(installed)) return false;
  const [wanted, found] = ['package-lock.json', installed].map(
    (file) => JSON.parse(readFileSync(file, 'utf8')).packages,
  );
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || found[path]?.version === version,
  );
}

function install() {
  console.log('Installing what is missing (npm ci) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
  });
  if (status !== 0) fail('npm ci failed: see above.');
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [command, ...args] = process.argv.slice(2);
if (!commands.includes(command)) fail(`Which one? ${commands.join(', ')}`);
if (isOldNode(process.versions.node.split('.').map(Number)))
  fail(`Node ${process.versions.node} is too old: 20.19 or later, or 22.12 or later.`);
if (!isInstalled()) install();

const child = spawn('node', ['--disable-warning=ExperimentalWarning', `scripts/${command}.ts`, ...args], {
  // The channel tells the child that this process is gone, however it went.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: {
    ...process.env,
    PATH: `${join(process.cwd(), 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
// Whoever started this may be gone without a word: nothing is left running for nobody.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
child.on('error', (error) => fail(`scripts/${command}.ts cannot be run: ${error.message}`));
child.on('exit', (code) => process.exit(code ?? 1));
