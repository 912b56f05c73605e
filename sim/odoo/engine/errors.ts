import type { Json } from './value.ts';

/** An exception as Odoo sends it: its Python name, its message, its arguments. */
export class OdooError extends Error {
  readonly pythonName: string;
  readonly args: Json[];
  constructor(pythonName: string, message: string, args: Json[] = [message]) {
    super(message);
    this.name = 'OdooError';
    this.pythonName = pythonName;
    this.args = args;
  }
}

/** A required column left empty; `load` words it in its own way. */
export class MissingRequired extends OdooError {
  readonly field: string;
  readonly loadMessage: string;
  constructor(field: string, messages: { rpc: string; load: string }) {
    super('odoo.exceptions.ValidationError', messages.rpc);
    this.field = field;
    this.loadMessage = messages.load;
  }
}

/** A conflict of two transactions, as PostgreSQL reports it. */
export class SerializationFailure extends OdooError {
  constructor() {
    super('psycopg2.errors.SerializationFailure', 'could not serialize access due to concurrent update\n');
  }
}

/** A check of the database itself; its text is PostgreSQL's. */
export class DatabaseCheck extends OdooError {
  constructor(message: string) {
    super('psycopg2.errors.CheckViolation', message);
  }
}

export const userError = (message: string) => new OdooError('odoo.exceptions.UserError', message);
export const validationError = (message: string) => new OdooError('odoo.exceptions.ValidationError', message);
export const accessError = (message: string) => new OdooError('odoo.exceptions.AccessError', message);
export const accessDenied = () => new OdooError('odoo.exceptions.AccessDenied', 'Access Denied');
export const valueError = (message: string) => new OdooError('builtins.ValueError', message);
export const typeError = (message: string) => new OdooError('builtins.TypeError', message);
export const keyError = (key: string) => new OdooError('builtins.KeyError', key);
export const attributeError = (message: string) => new OdooError('builtins.AttributeError', message);

/** What the simulator knows to exist in Odoo and does not play. */
export const notSimulated = (what: string) =>
  new OdooError('builtins.NotImplementedError', `${what} is not simulated`);

/** A record that is not there. */
export function missing(model: string, id: number, uid: number): OdooError {
  return new OdooError(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${uid})`,
  );
}
