import type { Env } from '../engine/env.ts';
import { checkAccess, checkRules } from '../engine/access.ts';
import { bytesOf } from '../engine/base-64.ts';
import { accessError } from '../engine/errors.ts';
import { binary, boolean, char, integer, many2one, selection, textField } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { sha1 } from '../engine/sha-1.ts';
import type { OdooVersion, Vals } from '../engine/value.ts';

const name = 'ir.attachment';

const types = [
  ['url', 'URL'],
  ['binary', 'File'],
] as const;

/** Files, those of image fields among them; these are only found by who names `res_field` or `id`. */
export const attachmentModel = (version: OdooVersion): Model =>
  defineModel({
    name,
    description: 'Attachment',
    className: 'IrAttachment',
    order: 'id desc',
    acl: { 'base.group_user': 'rwcu' },
    hides: { unlessNamed: ['id', 'res_field'], domain: [['res_field', '=', false]] },
    fields: {
      name: char('Name', { required: true }),
      description: textField('Description'),
      type: selection('Type', types, { required: true, default: 'binary' }),
      url: char('Url'),
      public: boolean('Is public document', { default: false }),
      datas: binary('File Content (base64)'),
      checksum: char('Checksum/SHA1', { readonly: true }),
      file_size: integer('File Size', { readonly: true }),
      mimetype: char('Mime Type'),
      res_model: char('Resource Model'),
      res_field: char('Resource Field'),
      res_id: integer('Resource ID', { index: true }),
      company_id: many2one('Company', 'res.company'),
    },
    hooks: {
      beforeRead: (env, rows) => {
        // What 16 lets be found, it lets nobody but administrators read.
        const hidden = version === 16 && rows.some((row) => (row['res_field'] ?? null) !== null);
        if (!hidden || env.su || env.hasGroup('base.group_system')) return;
        throw accessError('Sorry, you are not allowed to access this document.');
      },
      prepare: (env, vals) => {
        checkOwner(env, version, vals);
        return { ...vals, ...about(vals, vals) };
      },
      beforeWrite: (_env, rows, vals) => {
        const [first] = rows;
        return { ...vals, ...about(vals, { name: first?.['name'] ?? '', ...vals }) };
      },
    },
  });

/** A file beside a document takes the right to change it; until 18 the document need not be there. */
function checkOwner(env: Env, version: OdooVersion, vals: Vals): void {
  const { res_model: name, res_id: id } = vals;
  if (env.su || typeof name !== 'string' || name === '' || typeof id !== 'number' || id === 0) return;
  const row = env.row(name, id);
  if (row === undefined && version <= 18) return;
  if (row === undefined) throw accessError('Sorry, you are not allowed to access this document.');
  checkAccess(env, env.model(name), 'write');
  checkRules(env, env.model(name), { rows: [row], operation: 'write' });
}

/** What follows from a file's content. */
function about(vals: Vals, whole: Vals): Vals {
  const { datas } = vals;
  if (typeof datas !== 'string') return {};
  const { checksum, size, kind } = factsOf(datas);
  return {
    checksum,
    file_size: size,
    mimetype: vals['mimetype'] ?? byName(whole['name']) ?? kind ?? 'application/octet-stream',
  };
}

interface Facts {
  checksum: string;
  size: number;
  kind: string | undefined;
}

/** Of the small files seen last, since every demonstration database begins with the same. */
const facts = new Map<string, Facts>();
const mostFacts = 200;
const longestKnown = 20_000;

function factsOf(datas: string): Facts {
  const known = facts.get(datas);
  if (known !== undefined) return known;
  const bytes = bytesOf(datas);
  const found = { checksum: sha1(bytes), size: bytes.length, kind: kindOf(bytes) };
  if (datas.length > longestKnown) return found;
  facts.set(datas, found);
  const [oldest] = facts.keys();
  if (facts.size > mostFacts && oldest !== undefined) facts.delete(oldest);
  return found;
}

const byEnding: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
};

const byName = (of: Vals[string] | undefined): string | undefined =>
  typeof of === 'string' ? byEnding[of.split('.').slice(1).at(-1)?.toLowerCase() ?? ''] : undefined;

const marks: readonly (readonly [mark: string, kind: string])[] = [
  ['\u0089PNG', 'image/png'],
  ['\u00FF\u00D8\u00FF', 'image/jpeg'],
  ['GIF8', 'image/gif'],
  ['RIFF', 'image/webp'],
  ['<svg', 'image/svg+xml'],
  ['%PDF-', 'application/pdf'],
];

/** A file's kind by its first bytes. */
export function kindOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCodePoint(...bytes.slice(0, 8));
  return marks.find(([mark]) => head.startsWith(mark))?.[1];
}

/** The file that holds a field of a record. */
export function fileOf(env: Env, of: { model: string; id: number; field: string }): number | undefined {
  for (const id of env.table(name).lookup('res_id', of.id)) {
    const row = env.row(name, id);
    if (row?.['res_model'] === of.model && row['res_field'] === of.field) return id;
  }
  return undefined;
}
