import { SyncError } from '../kit/errors.ts';
import type { Session } from './session.ts';
import { z } from 'zod';
import { hints } from './hints.ts';

/** The module name under which our keys stand among Odoo's external ids. */
const module = 'ponte';

/** The external id of a key of ours, `ponte.order_ab12_918273`. Throws SyncError `invalid` where Odoo would not take it. */
export function externalId(key: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(key)) {
    throw new SyncError(`the key ${JSON.stringify(key)} is no name of an external id`, {
      code: 'invalid',
      side: 'odoo',
    });
  }
  return `${module}.${key}`;
}

const reference = z.tuple([z.string(), z.union([z.number().int().positive(), z.literal(false)])]);

/**
 * The id of the record with that key, null where there is none.
 *
 * `check_object_reference` is the one public method that looks an external id up and needs no right to ir.model.data.
 * It refuses an unknown one and, asked as we ask, nothing else. What is archived is there.
 * Throws SyncError `forbidden` where the record exists but may not be seen, and those of any call.
 */
export async function findByKey(session: Session, key: string): Promise<number | null> {
  const [, name = ''] = externalId(key).split('.');
  const context = { active_test: false };
  const call = {
    model: 'ir.model.data',
    method: 'check_object_reference',
    args: { module, xml_id: name },
    context,
  };
  try {
    const [model, id] = await session.ask(call, reference);
    if (id !== false) return id;
    throw new SyncError(`${model} ${key} exists but is hidden`, {
      code: 'forbidden',
      side: 'odoo',
      hint: hints.hidden,
    });
  } catch (thrown) {
    if (thrown instanceof SyncError && thrown.code === 'refused') return null;
    throw thrown;
  }
}
