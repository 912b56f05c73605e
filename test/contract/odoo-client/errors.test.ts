import { describe, expect, it } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import { odooVersions } from '../../../src/odoo/versions.ts';
import { clientOf } from '../../unit/odoo/support/scripted-odoo.ts';
import { json2In, postedIn, recorded } from './support/recorded.ts';

/** What each recorded error means, by its note. */
const meanings: Record<string, string> = {
  'authenticate wrong db': 'struggling',
  'execute_kw wrong password': 'denied',
  'execute_kw wrong db': 'struggling',
  'execute_kw unknown uid': 'not-found',
  'AccessError (ACL)': 'forbidden',
  'AccessError (private method)': 'forbidden',
  'MissingError write': 'not-found',
  'method on missing id': 'not-found',
  UserError: 'refused',
  'ValidationError (python constraint)': 'refused',
  'ValidationError (sql not null)': 'refused',
  'ValidationError/IntegrityError unique barcode': 'refused',
  'unknown field in read': 'refused',
  'unknown field in search_read fields': 'refused',
  'unknown field in domain': 'refused',
  'unknown field in create': 'refused',
  'unknown field in write': 'refused',
  'unknown model': 'refused',
  'unknown method': 'refused',
  'bad args (missing positional)': 'refused',
  'many2one to missing id': 'not-found',
  'bad domain': 'refused',
  'unknown service': 'refused',
  'str too long datetime': 'refused',
  'lang not installed in context': 'refused',
  'search limit with order by computed field': 'refused',
};

async function failure(asked: Promise<unknown>): Promise<SyncError> {
  const thrown = await asked.catch((error: unknown) => error);
  if (thrown instanceof SyncError) return thrown;
  throw new Error('no SyncError was thrown', { cause: thrown });
}

describe.each(odooVersions)('the recorded errors of Odoo %s over JSON-RPC', (version) => {
  const errors = postedIn(version, 'errors').filter(({ response }) => 'error' in response);
  const rpc = version === 19 ? 18 : version;

  it('are all known', () => {
    expect(errors.length).toBeGreaterThan(20);
    expect(errors.map(({ note }) => note).filter((note) => meanings[note] === undefined)).toEqual([]);
  });

  it.each(errors)('$note means what the table says', async ({ note, response }) => {
    const { client } = clientOf(rpc, {
      'account.tax.search_read': { response: () => Response.json(response) },
    });
    const error = await failure(client.taxes.forSales());
    const { error: reported } = response as { error: { data: { name: string; message: string } } };
    expect(error.code).toBe(meanings[note]);
    expect(error.vendorCode).toBe(reported.data.name);
    expect(error.message).toContain(reported.data.message.trim().slice(0, 60));
    expect(error.hint).toBeDefined();
    expect(error.mayHaveHappened).toBe(false);
  });

  it('leave out the result where a method returns nothing', () => {
    const none = postedIn(version, 'errors').find(({ note }) => note.startsWith('method returning None'));
    expect(none?.response).toEqual({ jsonrpc: '2.0', id: 1 });
  });
});

describe('the recorded errors of Odoo 19 over JSON-2', () => {
  const errors = json2In('keyed-load-and-races').filter(({ status }) => status !== 200);
  const codes: Record<string, string> = {
    'JSON-2: confirm again': 'refused',
    'JSON-2: unknown field': 'refused',
    'JSON-2: unknown method': 'refused',
    'JSON-2: missing record': 'not-found',
    'JSON-2: bad key': 'denied',
  };

  it('are all known', () => expect(errors.map(({ note }) => note)).toEqual(Object.keys(codes)));

  it.each(errors)('$note, $status', async ({ note, status, response }) => {
    const { client } = clientOf(19, {
      'account.tax.search_read': { response: () => Response.json(response, { status }) },
    });
    expect((await failure(client.taxes.forSales())).code).toBe(codes[note]);
  });
});

describe.each(odooVersions)('what else was recorded of Odoo %s', (version) => {
  it('is refused where an id is no number', async () => {
    const { error: body } = recorded(version, 'product-write-back', 'an id that is no number');
    const { client } = clientOf(version === 19 ? 18 : version, {
      'account.tax.search_read': {
        response: () => Response.json({ jsonrpc: '2.0', id: 1, error: body }),
      },
    });
    const error = await failure(client.taxes.forSales());
    expect([error.code, error.vendorCode]).toEqual(['refused', 'psycopg2.errors.InvalidTextRepresentation']);
  });
});
