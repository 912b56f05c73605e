import { z } from 'zod';
import { fromBase64 } from './kit/encoding.ts';
import type { SealingKey } from './kit/seal.ts';
import type { Shelf } from './kit/shelf.ts';
import type { Bindings } from './wire.ts';

const sealingKey = z.string().transform((text, context): SealingKey => {
  const [id, encoded] = text.split(':');
  const bytes = fromBase64(encoded ?? '');
  if (id !== undefined && id !== '' && bytes?.byteLength === 32) return { id, bytes };
  context.addIssue({ code: 'custom', message: 'must be <key id>:<32 bytes in base64>' });
  return z.NEVER;
});

const signingKey = z.string().transform((text, context): Uint8Array => {
  const bytes = fromBase64(text);
  if (bytes !== null && bytes.byteLength >= 32) return bytes;
  context.addIssue({ code: 'custom', message: 'must be at least 32 bytes in base64' });
  return z.NEVER;
});

const address = z.url().transform((text) => text.replace(/\/+$/, ''));

const variables = z.object({
  POLEEPO_API_URL: address,
  POLEEPO_APP_URL: z.string().includes('{id}'),
  PUBLIC_URL: address,
  ALLOW_PRIVATE_ODOO: z.enum(['true', 'false']).transform((text) => text === 'true'),
  MASTER_KEY: sealingKey,
  MASTER_KEY_PREVIOUS: sealingKey.optional(),
  SESSION_KEY: signingKey,
  SESSION_KEY_PREVIOUS: signingKey.optional(),
  IMAGE_KEY: signingKey,
  IMAGE_KEY_PREVIOUS: signingKey.optional(),
  MAIL_API_KEY: z.string().optional(),
  MAIL_API_URL: address.optional(),
  MAIL_FROM: z.string().optional(),
});

/** The deployment's variables and secrets, checked. */
export type Variables = z.output<typeof variables>;

/** Reads variables and secrets; throws one plain sentence naming each that is missing or malformed, never its value. */
export function readVariables(raw: object): Variables {
  const read = variables.safeParse(raw);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The deployment's variables are not complete. ${problems.join('; ')}`);
}

/** The platform's bindings as the house wants them. */
export function bindingsOf(env: Env): Bindings {
  const lanes = lanesOf(env);
  return {
    shards: { main: env.DB },
    sendWakeUp: (wakeUp) => env.WAKE.send(wakeUp),
    images: shelfIn(env.IMAGES),
    lane: (tenantId) => {
      const object = lanes.get(lanes.idFromName(tenantId));
      return {
        wake: () => object.wake(tenantId),
        state: () => object.state(tenantId),
        changed: (side) => object.changed(tenantId, side),
        test: (side) => object.testSide(tenantId, side),
        image: (id) => object.keepImage(tenantId, id),
        shipping: (question) => object.askShipping(tenantId, question),
        invoicePdf: (id) => object.readInvoicePdf(tenantId, id),
        journals: () => object.readJournals(tenantId),
      };
    },
  };
}

/** Where an object lives is chosen when it is made: in the EU, save where the runtime has no such place. */
function lanesOf({ LANE, OBJECT_JURISDICTION }: Env): Env['LANE'] {
  return OBJECT_JURISDICTION === 'eu' ? LANE.jurisdiction('eu') : LANE;
}

function shelfIn(bucket: R2Bucket): Shelf {
  return {
    get: async (key) => {
      const file = await bucket.get(key);
      if (file === null) return null;
      return { body: file.body, type: file.httpMetadata?.contentType ?? '', size: file.size };
    },
    look: async (key) => {
      const file = await bucket.head(key);
      return file === null ? null : { type: file.httpMetadata?.contentType ?? '', size: file.size };
    },
    put: async (key, bytes, type) =>
      void (await bucket.put(key, bytes, { httpMetadata: { contentType: type } })),
    remove: (keys) => bucket.delete([...keys]),
  };
}
