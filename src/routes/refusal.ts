import { Problem, type ProblemFacts } from './problem.ts';

const facts = {
  inactive: {
    status: 403,
    message: { it: 'Il webhook è disattivato.', en: 'The webhook is switched off.' },
    hint: { it: 'Attivalo in Ponte, in Webhook.', en: 'Switch it on in Ponte, under Webhooks.' },
  },
  'too-large': {
    status: 413,
    message: { it: 'Il messaggio è troppo grande.', en: 'The message is too large.' },
    hint: {
      it: 'Un webhook di Poleepo occupa pochi kilobyte.',
      en: 'A webhook of Poleepo takes a few kilobytes.',
    },
  },
  unsigned: {
    status: 401,
    message: { it: 'Il messaggio non è firmato.', en: 'The message is not signed.' },
    hint: {
      it: 'Controlla che il webhook in Poleepo abbia una chiave segreta.',
      en: 'Check that the webhook in Poleepo has a secret key.',
    },
  },
  wrong: {
    status: 401,
    message: { it: 'La firma non corrisponde.', en: 'The signature does not match.' },
    hint: {
      it: 'Copia di nuovo in Ponte la chiave segreta che Poleepo mostra per questo webhook.',
      en: 'Copy the secret key that Poleepo shows for this webhook into Ponte again.',
    },
  },
  'not-json': {
    status: 400,
    message: { it: 'Il messaggio non è JSON valido.', en: 'The message is not valid JSON.' },
    hint: { it: 'Controlla chi chiama questo indirizzo.', en: 'Check who calls this address.' },
  },
  'unknown-event': {
    status: 422,
    message: { it: "L'evento non è conosciuto.", en: 'The event is not known.' },
    hint: {
      it: 'In Poleepo seleziona solo STATUS_ORDER e STATUS_SHIPMENT.',
      en: 'Select only STATUS_ORDER and STATUS_SHIPMENT in Poleepo.',
    },
  },
  'event-not-selected': {
    status: 422,
    message: {
      it: "L'evento non è tra quelli scelti per questo webhook.",
      en: 'The event is not among those chosen for this webhook.',
    },
    hint: {
      it: 'Seleziona gli stessi eventi in Poleepo e in Ponte.',
      en: 'Select the same events in Poleepo and in Ponte.',
    },
  },
  'no-id': {
    status: 422,
    message: {
      it: 'Il messaggio non dice di quale ordine parla.',
      en: 'The message does not say which order it is about.',
    },
    hint: {
      it: 'Controlla il messaggio tra quelli rifiutati.',
      en: 'Look at the message among those refused.',
    },
  },
} as const satisfies Record<string, Omit<ProblemFacts, 'code'>>;

export type RefusalReason = keyof typeof facts;

/** The answer to a webhook that is turned away, as its sender sees it and as the tenant's sample names it. */
export function refusal(reason: RefusalReason): Problem {
  return new Problem({ code: reason, ...facts[reason] });
}
