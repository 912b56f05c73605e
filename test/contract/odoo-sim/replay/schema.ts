import type { Model } from '../../../../sim/odoo/engine/model.ts';
import { allModels } from '../../../../sim/odoo/models/all.ts';
import type { RecordedVersion } from '../../../support/recordings.ts';
import { Database } from '../../../../sim/odoo/engine/database.ts';

/** The relation that a dotted or slashed path ends in; undefined for a plain field. */
export type Relations = (model: string, path: string) => string | undefined;

/** What the models of a version point at. */
export function relationsOf(version: RecordedVersion): Relations {
  const db = new Database({ name: 'schema', version, languages: [], now: () => 0 });
  for (const model of allModels(version)) db.register(model);
  return (model, path) => {
    let current: Model | undefined = db.models.get(model);
    let relation: string | undefined;
    for (const part of path.split(/[./]/)) {
      if (part === 'id') return current?.name;
      relation = current?.fields[part]?.relation;
      current = relation === undefined ? undefined : db.models.get(relation);
    }
    return relation;
  };
}
