import type { Bilingual } from '../kit/text.ts';

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;

/** A member of a body or query that is not as it must be. */
export interface BadMember {
  /** Its path: `events.0`; empty for the whole. */
  member: string;
  message: string;
}

export interface ProblemFacts {
  status: ProblemStatus;
  code: string;
  message: Bilingual;
  /** What the caller can do about it. */
  hint: Bilingual;
  retryAfterMs?: number | undefined;
  members?: readonly BadMember[] | undefined;
}

/** An answer of our HTTP doors that is not the one that was asked for. Routes throw it; one place makes the answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly facts: ProblemFacts;

  constructor(facts: ProblemFacts) {
    super(facts.code);
    this.facts = facts;
  }
}

const facts = {
  'not-signed-in': {
    status: 401,
    message: { it: 'Accesso richiesto.', en: 'You are not signed in.' },
    hint: {
      it: 'Accedi di nuovo, oppure usa una chiave API valida come Bearer token.',
      en: 'Sign in again, or send a valid API key as a Bearer token.',
    },
  },
  'too-small-role': {
    status: 403,
    message: { it: 'Il tuo ruolo non lo consente.', en: 'Your role does not allow this.' },
    hint: {
      it: 'Chiedi a un titolare dell’azienda di farlo o di cambiare il tuo ruolo.',
      en: 'Ask an owner of the company to do it or to change your role.',
    },
  },
  'people-only': {
    status: 403,
    message: { it: 'Una chiave API non può farlo.', en: 'An API key cannot do this.' },
    hint: { it: 'Accedi con e-mail e password.', en: 'Sign in with e-mail and password.' },
  },
  suspended: {
    status: 403,
    message: { it: 'L’azienda è sospesa.', en: 'The company is suspended.' },
    hint: { it: 'Scrivi all’assistenza.', en: 'Write to support.' },
  },
  'cross-site': {
    status: 403,
    message: { it: 'La richiesta arriva da un altro sito.', en: 'The request comes from another site.' },
    hint: { it: 'Ricarica la pagina e riprova.', en: 'Reload the page and try again.' },
  },
  'not-found': {
    status: 404,
    message: { it: 'Non trovato.', en: 'Not found.' },
    hint: { it: 'Controlla l’indirizzo e l’identificativo.', en: 'Check the address and the id.' },
  },
  'not-json': {
    status: 400,
    message: { it: 'Il corpo non è JSON valido.', en: 'The body is not valid JSON.' },
    hint: { it: 'Invia un solo documento JSON in UTF-8.', en: 'Send one JSON document in UTF-8.' },
  },
  'not-json-type': {
    status: 415,
    message: { it: 'Il corpo non è dichiarato come JSON.', en: 'The body is not declared as JSON.' },
    hint: { it: 'Invia Content-Type: application/json.', en: 'Send Content-Type: application/json.' },
  },
  'too-large': {
    status: 413,
    message: { it: 'Il corpo è troppo grande.', en: 'The body is too large.' },
    hint: { it: 'Invia meno dati per volta.', en: 'Send less at a time.' },
  },
} as const satisfies Record<string, Omit<ProblemFacts, 'code'>>;

/** One of the problems that every door has. */
export function problem(code: keyof typeof facts): Problem {
  return new Problem({ code, ...facts[code] });
}
