import { Problem, type ProblemFacts } from './problem.ts';

const facts = {
  'sign-in-refused': {
    status: 401,
    message: { it: 'E-mail o password non corrispondono.', en: 'E-mail or password do not match.' },
    hint: {
      it: 'Controllale e riprova, oppure chiedi una nuova password.',
      en: 'Check them and try again, or ask for a new password.',
    },
  },
  'code-needed': {
    status: 401,
    message: { it: 'Serve il codice del secondo fattore.', en: 'The code of the second factor is needed.' },
    hint: {
      it: 'Ripeti la richiesta con code: il codice dell’app o un codice di recupero.',
      en: 'Repeat the request with code: the one of your app, or a recovery code.',
    },
  },
  'code-refused': {
    status: 401,
    message: { it: 'Il codice non è valido.', en: 'The code is not valid.' },
    hint: {
      it: 'Un codice vale una volta sola: aspetta il prossimo, e controlla l’ora del telefono.',
      en: 'A code is good only once: wait for the next one, and check the clock of your phone.',
    },
  },
  'wrong-code': {
    status: 422,
    message: { it: 'Il codice non corrisponde.', en: 'The code does not match.' },
    hint: {
      it: 'Usa il codice che l’app mostra adesso, e controlla l’ora del telefono.',
      en: 'Use the code that your app shows now, and check the clock of your phone.',
    },
  },
  'link-refused': {
    status: 422,
    message: { it: 'Il collegamento non è più valido.', en: 'The link is good no more.' },
    hint: {
      it: 'È scaduto o è già stato usato: fattene mandare uno nuovo.',
      en: 'It is over or was used before: have a new one sent.',
    },
  },
  'wrong-password': {
    status: 422,
    message: { it: 'La password attuale non corrisponde.', en: 'The present password does not match.' },
    hint: { it: 'Controllala e riprova.', en: 'Check it and try again.' },
  },
  'last-owner': {
    status: 409,
    message: { it: 'È l’ultimo titolare dell’azienda.', en: 'This is the last owner of the company.' },
    hint: {
      it: 'Dai prima il ruolo di titolare a qualcun altro.',
      en: 'Make somebody else an owner first.',
    },
  },
  'name-taken': {
    status: 409,
    message: { it: 'Il nome è già in uso.', en: 'The name is in use.' },
    hint: { it: 'Scegline un altro.', en: 'Choose another one.' },
  },
  'already-on': {
    status: 409,
    message: { it: 'Il secondo fattore è già attivo.', en: 'The second factor is on already.' },
    hint: { it: 'Disattivalo prima di cambiarlo.', en: 'Turn it off before you change it.' },
  },
  'key-needed': {
    status: 422,
    message: {
      it: 'Per un altro indirizzo o un altro utente serve di nuovo la chiave.',
      en: 'Another address or another user needs the key again.',
    },
    hint: {
      it: 'Inserisci la chiave insieme ai nuovi dati: quella salvata non viene mai mandata altrove.',
      en: 'Enter the key together with the new data: the one that is kept is never sent anywhere else.',
    },
  },
} as const satisfies Record<string, Omit<ProblemFacts, 'code'>>;

/** One of the problems of letting people in and setting up. */
export function entranceProblem(code: keyof typeof facts): Problem {
  return new Problem({ code, ...facts[code] });
}
