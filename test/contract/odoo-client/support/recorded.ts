import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { OdooVersion } from '../../../../src/odoo/versions.ts';

const called = z.object({
  note: z.string(),
  call: z.object({
    model: z.string(),
    method: z.string(),
    args: z.array(z.unknown()),
    kwargs: z.record(z.string(), z.unknown()),
  }),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

const posted = z.object({
  note: z.string(),
  request: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }),
  response: z.record(z.string(), z.unknown()),
});

const named = z.object({
  note: z.string(),
  request: z.object({ path: z.string(), body: z.record(z.string(), z.unknown()) }),
  status: z.number(),
  response: z.unknown(),
});

const raced = z.object({ note: z.string(), results: z.array(z.unknown()) });

/** A call and its answer, as a real server gave it. */
export type Called = z.infer<typeof called>;
/** A JSON-RPC request and the whole body of the answer. */
export type Posted = z.infer<typeof posted>;
/** A JSON-2 request, its status and the body of the answer. */
export type Posted2 = z.infer<typeof named>;

function file(version: OdooVersion, name: string): unknown[] {
  const path = new URL(`../../../recordings/${version}/${name}.json`, import.meta.url);
  return z.array(z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
}

function fitting<T>(schema: z.ZodType<T>, version: OdooVersion, name: string): T[] {
  return file(version, name).flatMap((item) => schema.safeParse(item).data ?? []);
}

export function postedIn(version: OdooVersion, name: string): Posted[] {
  return fitting(posted, version, name);
}

export function json2In(name: string): Posted2[] {
  return fitting(named, 19, name);
}

export function calledIn(version: OdooVersion, name: string): Called[] {
  return fitting(called, version, name);
}

/** The one recording of that note; throws where there is none. */
export function recorded(version: OdooVersion, name: string, note: string): Called {
  return found(calledIn(version, name), note);
}

/** The answers that several clients got to the same call at once. */
export function race(version: OdooVersion, name: string, note: string): unknown[] {
  return found(fitting(raced, version, name), note).results;
}

export function json2(note: string): Posted2 {
  return found(json2In('keyed-load-and-races'), note);
}

/** Columns and cells of a recorded `load`, cell by column and row. */
export function cellsOf({ call }: Called): {
  columns: string[];
  cell: (column: string, row: number) => string | undefined;
} {
  const [columns, rows] = z.tuple([z.array(z.string()), z.array(z.array(z.string()))]).parse(call.args);
  return { columns, cell: (column, row) => rows[row]?.[columns.indexOf(column)] };
}

function found<T extends { note: string }>(items: T[], note: string): T {
  const item = items.find((other) => other.note === note);
  if (item === undefined) throw new Error(`no recording notes ${JSON.stringify(note)}`);
  return item;
}
