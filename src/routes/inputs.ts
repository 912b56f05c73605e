import type { Context } from 'hono';
import { z } from 'zod';
import type { Locale } from '../kit/text.ts';
import { readBody } from './body.ts';
import { issueWords } from './issue-words.ts';
import { type BadMember, Problem, problem } from './problem.ts';

export interface Inputs<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
}

interface Schemas<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params?: P;
  query?: Q;
  body?: B;
  bodyLimit?: number;
}

const smallBody = 64 * 1024;

/** Path, query and body of a request as their schemas read them. A path that does not fit names nothing that exists: 404. */
export async function readInputs<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  schemas: Schemas<P, Q, B>,
  { context, locale }: { context: Context; locale: Locale },
): Promise<Inputs<P, Q, B>> {
  const absent = z.undefined();
  const path = (schemas.params ?? absent).safeParse(
    schemas.params === undefined ? undefined : context.req.param(),
  );
  if (!path.success) throw problem('not-found');
  const query = schemas.query === undefined ? undefined : context.req.query();
  const body =
    schemas.body === undefined ? undefined : await readJson(context.req.raw, schemas.bodyLimit ?? smallBody);
  return {
    params: path.data as z.output<P>,
    query: parsed(schemas.query ?? absent, query, locale) as z.output<Q>,
    body: parsed(schemas.body ?? absent, body, locale) as z.output<B>,
  };
}

async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/([a-z0-9.-]+\+)?json\s*(;|$)/i.test(type)) throw problem('not-json-type');
  const bytes = await readBody(request, limit);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw problem('not-json');
  }
}

function parsed(schema: z.ZodType, value: unknown, locale: Locale): unknown {
  const read = schema.safeParse(value, { error: issueWords(locale) });
  if (read.success) return read.data;
  throw invalid(read.error.issues.flatMap(membersOf));
}

function membersOf(issue: z.core.$ZodIssue): BadMember[] {
  const path = issue.path.map(String);
  const names = issue.code === 'unrecognized_keys' ? issue.keys : [];
  if (names.length > 0)
    return names.map((name) => ({ member: [...path, name].join('.'), message: issue.message }));
  return [{ member: path.join('.'), message: issue.message }];
}

/** The 400 that names each member that is not as it must be. */
export function invalid(members: readonly BadMember[]): Problem {
  const [first] = members;
  const name = first === undefined || first.member === '' ? null : first.member;
  const why = first?.message ?? '';
  return new Problem({
    status: 400,
    code: 'invalid',
    message: {
      it: name === null ? `La richiesta non è valida: ${why}` : `«${name}» non è valido: ${why}`,
      en: name === null ? `The request is not valid: ${why}` : `"${name}" is not valid: ${why}`,
    },
    hint: {
      it: 'Correggi i dati indicati in members e riprova.',
      en: 'Correct what members names and try again.',
    },
    members: members.slice(0, 20),
  });
}
