import type { Env } from './env.ts';
import { accessError, attributeError, OdooError, typeError } from './errors.ts';
import type { Call, Method, Model } from './model.ts';
import type { Json, Vals } from './value.ts';

/** Finds a public method, or throws what the version throws for one that is not there. */
export function methodOf(
  env: Env,
  model: Model,
  what: { name: string; base: Record<string, Method> },
): Method {
  const { name } = what;
  if (name.startsWith('_')) {
    const shown = env.db.version >= 18 ? `'${model.name}.${name}'` : name;
    throw accessError(`Private methods (such as ${shown}) cannot be called remotely.`);
  }
  const method = ownMethod(model, name) ?? ownMethod({ ...model, methods: what.base }, name);
  if (method !== undefined) return method;
  throw attributeError(unknownMethod(env, model, name));
}

function ownMethod(model: Model, name: string): Method | undefined {
  return Object.hasOwn(model.methods, name) ? model.methods[name] : undefined;
}

function unknownMethod(env: Env, model: Model, name: string): string {
  switch (env.db.version) {
    case 16:
      return `The method '${name}' does not exist on the model '${model.name}'`;
    case 17:
      return `type object '${model.name}' has no attribute '${name}'`;
    default:
      return `The method '${model.name}.${name}' does not exist`;
  }
}

/** Binds positional and named arguments as Python would; throws its TypeError otherwise. */
export function bind(
  at: { model: Model; name: string; method: Method },
  args: Json[],
  kwargs: Vals,
): Pick<Call, 'ids' | 'args'> {
  const [ids, rest] = splitIds(at.method, args);
  const label = `${at.model.className}.${at.name}()`;
  const names = at.method.params.map((param) => (typeof param === 'string' ? param : param[0]));
  if (rest.length > names.length) {
    throw typeError(
      `${label} takes ${names.length + 1} positional arguments but ${rest.length + 1} were given`,
    );
  }
  const bound: Vals = {};
  for (const [index, value] of rest.entries()) bound[names[index] ?? ''] = value;
  for (const [name, value] of Object.entries(kwargs)) {
    if (name in bound) throw typeError(`${label} got multiple values for argument '${name}'`);
    if (!names.includes(name) && at.method.open !== true) {
      throw typeError(`${label} got an unexpected keyword argument '${name}'`);
    }
    bound[name] = value;
  }
  return { ids, args: { ...optional(at.method), ...checkMissing(at.method, label, bound) } };
}

function splitIds(method: Method, args: Json[]): [number[], Json[]] {
  if (method.on === 'model') return [[], args];
  const [first] = args;
  if (first === undefined) throw new OdooError('builtins.IndexError', 'list index out of range');
  return [asIds(first), args.slice(1)];
}

/** Reads one id or a list of ids. */
export function asIds(value: Json): number[] {
  if (typeof value === 'number') return [value];
  if (value === false || value === null) return [];
  if (Array.isArray(value) && value.every((id) => typeof id === 'number')) return value;
  throw typeError(`unhashable type: 'list'`);
}

function optional(method: Method): Vals {
  return Object.fromEntries(method.params.filter((param) => typeof param !== 'string'));
}

function checkMissing(method: Method, label: string, bound: Vals): Vals {
  const lacking = method.params.filter(
    (param): param is string => typeof param === 'string' && !(param in bound),
  );
  if (lacking.length === 0) return bound;
  const list = lacking.map((name) => `'${name}'`).join(' and ');
  const plural = lacking.length > 1 ? 's' : '';
  throw typeError(`${label} missing ${lacking.length} required positional argument${plural}: ${list}`);
}
