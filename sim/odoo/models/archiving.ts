import { attributeError } from '../engine/errors.ts';
import type { Env } from '../engine/env.ts';
import type { Call, Method, Model } from '../engine/model.ts';
import { write } from '../engine/orm.ts';
import { templatesOf } from './mirror.ts';
import { activeVariants } from './variants.ts';

/** Archives records or takes them out of the archive; a variant takes its template along. */
export function setActive(env: Env, model: Model, what: { ids: number[]; active: boolean }): void {
  if (model.fields['active'] === undefined) {
    throw attributeError(`'${model.name}' object has no attribute 'active'`);
  }
  const rows = what.ids.map((id) => env.get(model.name, id));
  const ids = rows.filter((row) => row['active'] !== what.active).map((row) => row.id);
  write(env, model, { ids, vals: { active: what.active } });
  if (model.name !== 'product.product') return;
  for (const id of templatesOf(rows)) {
    const used = activeVariants(env, id).length > 0;
    if (used === (env.get('product.template', id)['active'] === true)) continue;
    write(env, env.model('product.template'), { ids: [id], vals: { active: used } });
  }
}

const method = (active: boolean): Method => ({
  on: 'records',
  params: [],
  run: ({ env, model, ids }: Call): undefined => {
    setActive(env, model, { ids, active });
  },
});

/** Answered with nothing. */
export const archiving: Record<string, Method> = {
  action_archive: method(false),
  action_unarchive: method(true),
};
