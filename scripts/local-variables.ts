import { constants, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const example = '.dev.vars.example';
const own = '.dev.vars';

/** Gives a clone its keys for local use, once; what somebody has changed in them since stays. */
export function copyLocalKeys(): void {
  if (!existsSync(own)) copyFileSync(example, own, constants.COPYFILE_EXCL);
}

/** The keys and variables of a local deployment, as the repository gives them. */
export function localVariables(): Record<string, string> {
  const read = parseEnv(readFileSync(example, 'utf8'));
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, value ?? '']));
}
