import type { Recorded, RecordedCall } from '../../../support/recordings.ts';
import type { Ids } from './ids.ts';
import type { Relations } from './schema.ts';

type Dict = Record<string, Recorded>;

/** Says a recorded call with the ids of the simulator. */
export class Translator {
  private readonly ids: Ids;
  private readonly relation: Relations;

  constructor(ids: Ids, relation: Relations) {
    this.ids = ids;
    this.relation = relation;
  }

  call(call: RecordedCall): RecordedCall {
    return { ...call, args: this.args(call), kwargs: this.kwargs(call) };
  }

  /** The same for the named arguments of JSON-2. */
  named(model: string, body: Dict): Dict {
    const said: Dict = { ...body };
    if (body['ids'] !== undefined) said['ids'] = this.id(model, body['ids']);
    if (body['vals'] !== undefined) said['vals'] = this.vals(model, body['vals']);
    if (body['domain'] !== undefined) said['domain'] = this.domain(model, body['domain']);
    const fields = body['fields'];
    if (body['data'] !== undefined && Array.isArray(fields)) {
      said['data'] = this.table(model, fields, body['data']);
    }
    return this.context(said);
  }

  private args({ model, method, args }: RecordedCall): Recorded[] {
    const [first = null, second = null, ...rest] = args;
    switch (method) {
      case 'create':
        return [Array.isArray(first) ? first.map((vals) => this.vals(model, vals)) : this.vals(model, first)];
      case 'search':
      case 'search_read':
      case 'search_count':
        return [this.domain(model, first), ...args.slice(1)];
      case 'load':
        return [first, this.table(model, Array.isArray(first) ? first : [], second)];
      case 'write':
        return args.length < 2
          ? [this.id(model, first)]
          : [this.id(model, first), this.vals(model, second), ...rest];
      case 'fields_get':
        return args;
      default:
        return args.length === 0 ? args : [this.id(model, first), ...args.slice(1)];
    }
  }

  private kwargs(call: RecordedCall): Dict {
    return this.context(call.kwargs);
  }

  private context(kwargs: Dict): Dict {
    const context = kwargs['context'];
    if (!isDict(context)) return kwargs;
    const companies = context['allowed_company_ids'];
    if (companies === undefined) return kwargs;
    return { ...kwargs, context: { ...context, allowed_company_ids: this.id('res.company', companies) } };
  }

  private id(model: string, value: Recorded): Recorded {
    if (typeof value === 'number') return this.ids.sim(model, value);
    return Array.isArray(value) ? value.map((one) => this.id(model, one)) : value;
  }

  private vals(model: string, vals: Recorded): Recorded {
    if (!isDict(vals)) return vals;
    return Object.fromEntries(
      Object.entries(vals).map(([name, value]) => {
        if (name === 'res_id' && typeof vals['model'] === 'string')
          return [name, this.id(vals['model'], value)];
        const relation = this.relation(model, name);
        return [name, relation === undefined ? value : this.related(relation, value)];
      }),
    );
  }

  private related(model: string, value: Recorded): Recorded {
    if (!Array.isArray(value)) return this.id(model, value);
    return value.map((command) => {
      if (!Array.isArray(command)) return this.id(model, command);
      const [code = 0, id = 0, more = null] = command;
      if (code === 6) return [6, 0, this.id(model, more)];
      return code === 0 ? [0, 0, this.vals(model, more)] : [code, this.id(model, id), this.vals(model, more)];
    });
  }

  private domain(model: string, domain: Recorded): Recorded {
    if (!Array.isArray(domain)) return domain;
    return domain.map((term) => {
      if (!Array.isArray(term) || typeof term[0] !== 'string') return term;
      const [path, operator = null, value = null] = term;
      const relation = this.relation(model, path);
      return relation === undefined ? term : [path, operator, this.id(relation, value)];
    });
  }

  private table(model: string, fields: Recorded[], data: Recorded): Recorded {
    const targets = fields.map((field) => {
      const path = typeof field === 'string' ? field : '';
      return path.endsWith('/.id') ? this.relation(model, path.slice(0, -4)) : undefined;
    });
    if (!Array.isArray(data)) return data;
    return data.map((row) =>
      Array.isArray(row) ? row.map((cell, at) => this.cell(targets[at], cell)) : row,
    );
  }

  private cell(model: string | undefined, cell: Recorded): Recorded {
    if (model === undefined || typeof cell !== 'string' || cell === '') return cell;
    return cell
      .split(',')
      .map((id) => String(this.ids.sim(model, Number(id))))
      .join(',');
  }
}

export function isDict(value: Recorded | undefined): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
