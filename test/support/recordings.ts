import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const json = z.json();

export type Recorded = z.infer<typeof json>;

const callSchema = z.object({
  model: z.string(),
  method: z.string(),
  args: z.array(json),
  kwargs: z.record(z.string(), json),
});

const errorSchema = z.object({
  code: z.int(),
  message: z.string(),
  data: z.looseObject({
    name: z.string(),
    message: z.string(),
    arguments: z.array(json),
    context: z.record(z.string(), json),
  }),
});

const entrySchema = z.looseObject({
  note: z.string(),
  call: callSchema.optional(),
  request: z.record(z.string(), json).optional(),
  response: json.optional(),
  status: z.int().optional(),
  result: json.optional(),
  results: z.array(json).optional(),
  error: errorSchema.nullish(),
});

/** One recorded call and its answer; `note` says what it shows. */
export type Recording = z.infer<typeof entrySchema>;
export type RecordedCall = z.infer<typeof callSchema>;
export type RecordedError = z.infer<typeof errorSchema>;
export type RecordedVersion = 16 | 17 | 18 | 19;

export const recordedVersions: readonly RecordedVersion[] = [16, 17, 18, 19];

const place = (version: RecordedVersion, name: string) =>
  new URL(`../recordings/${version}/${name}.json`, import.meta.url);

export const isRecorded = (version: RecordedVersion, name: string): boolean =>
  existsSync(place(version, name));

/** The recordings of one file, in their order. Throws when a recording is not shaped as agreed. */
export function recordings(version: RecordedVersion, name: string): Recording[] {
  const raw = z
    .array(z.union([entrySchema, z.string()]))
    .parse(JSON.parse(readFileSync(place(version, name), 'utf8')));
  // A text in the list says how many further entries were cut.
  return raw.filter((entry) => typeof entry !== 'string');
}
