import { SyncError } from '../kit/errors.ts';
import { hints } from './hints.ts';

/** Python's exceptions by which Odoo refuses a field that it does not have. */
const unknownField = new Set(['builtins.ValueError', 'builtins.KeyError']);

/** Whether Odoo refuses a call because it lacks a field that was named in it. */
export function lacksField(thrown: unknown): thrown is SyncError {
  return (
    thrown instanceof SyncError && thrown.code === 'refused' && unknownField.has(thrown.vendorCode ?? '')
  );
}

/** A refusal of fields that the app of delivery methods brings, said so; any other as it is. */
export function deliveryAppRefusal(thrown: unknown): unknown {
  if (!lacksField(thrown)) return thrown;
  return new SyncError(thrown.message, {
    code: 'refused',
    side: 'odoo',
    hint: hints.deliveryApp,
    vendorCode: thrown.vendorCode,
  });
}
