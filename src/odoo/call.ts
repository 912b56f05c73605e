import type { Json } from '../kit/fingerprint.ts';

export type Named = Readonly<Record<string, Json>>;

/** One call of a public method of Odoo. */
export interface OdooCall {
  model: string;
  method: string;
  /** The records it is called on; left out for a method of the model itself. */
  ids?: readonly number[];
  /** Arguments in the method's own order; the names are those of the newest version. */
  args?: Named;
  /** Arguments that are always given by name. */
  kwargs?: Named;
  context?: Named;
  /** Whether it changes anything: a write is queued, and never repeated blindly. */
  write?: boolean;
}

export function endpointOf(call: Pick<OdooCall, 'model' | 'method'>): string {
  return `${call.model}.${call.method}`;
}
