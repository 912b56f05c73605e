import type { Point } from './incarnation.ts';

const odooReads = new Set([
  'search_read',
  'read',
  'search',
  'search_count',
  'fields_get',
  'get_external_id',
  'version',
  'authenticate',
  'check_object_reference',
  'has_access',
  'check_access_rights',
  'has_group',
]);

/** What a request of the product asks of which side, as a point that a plan may strike. */
export async function describeRequest(request: Request): Promise<Point> {
  const url = new URL(request.url);
  if (url.host !== 'odoo.test')
    return { what: 'poleepo', name: `${request.method} ${url.pathname}`, write: request.method !== 'GET' };
  if (url.pathname.startsWith('/json/2/')) {
    const [model = '', method = ''] = url.pathname.slice('/json/2/'.length).split('/');
    return { what: 'odoo', name: `${model}.${method}`, write: !odooReads.has(method) };
  }
  if (request.method === 'GET') return { what: 'odoo', name: `GET ${url.pathname}`, write: false };
  const body = (await request.json()) as { params?: { method?: string; args?: unknown[] } };
  const [, , , model, method] = body.params?.args ?? [];
  const name =
    typeof model === 'string' ? `${model}.${String(method)}` : `common.${body.params?.method ?? ''}`;
  return { what: 'odoo', name, write: !odooReads.has(name.split('.').at(-1) ?? '') };
}
