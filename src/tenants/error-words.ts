import type { ErrorCode, SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';

interface Words {
  message: Bilingual;
  hint: Bilingual;
}

const again: Bilingual = { it: 'Riprova tra poco.', en: 'Try again in a while.' };
const checkKeys: Bilingual = {
  it: 'Controlla le credenziali nelle impostazioni della connessione.',
  en: 'Check the credentials in the settings of the connection.',
};

const words: Record<ErrorCode, Words> = {
  unreachable: { message: { it: '% non è raggiungibile.', en: '% cannot be reached.' }, hint: again },
  'timed-out': {
    message: { it: '% non ha risposto in tempo.', en: '% did not answer in time.' },
    hint: again,
  },
  denied: {
    message: { it: '% non accetta le credenziali.', en: '% does not accept the credentials.' },
    hint: checkKeys,
  },
  forbidden: {
    message: { it: 'Manca un diritto in %.', en: 'A right is missing in %.' },
    hint: {
      it: 'Chiedi a un amministratore di concederlo.',
      en: 'Ask an administrator to grant it.',
    },
  },
  'rate-limited': { message: { it: 'Troppe richieste a %.', en: 'Too many requests to %.' }, hint: again },
  struggling: { message: { it: '% è in difficoltà.', en: '% is in trouble.' }, hint: again },
  conflict: {
    message: {
      it: 'Qualcun altro ha appena cambiato lo stesso dato.',
      en: 'Somebody else just changed the same.',
    },
    hint: again,
  },
  'not-found': {
    message: { it: 'Non trovato.', en: 'Not found.' },
    hint: { it: 'Controlla l’identificativo.', en: 'Check the id.' },
  },
  refused: {
    message: { it: '% ha rifiutato la richiesta.', en: '% refused the request.' },
    hint: { it: 'Controlla i dati e riprova.', en: 'Check the data and try again.' },
  },
  unreadable: {
    message: { it: 'La risposta di % non si capisce.', en: 'The answer of % cannot be understood.' },
    hint: {
      it: 'Controlla che l’indirizzo sia quello giusto.',
      en: 'Check that the address is the right one.',
    },
  },
  'address-refused': {
    message: { it: 'L’indirizzo non è ammesso.', en: 'The address is not allowed.' },
    hint: { it: 'Usa un indirizzo pubblico https.', en: 'Use a public https address.' },
  },
  'not-configured': {
    message: { it: 'La connessione a % non è configurata.', en: 'The connection to % is not set up.' },
    hint: {
      it: 'Completa le impostazioni della connessione.',
      en: 'Complete the settings of the connection.',
    },
  },
  invalid: {
    message: { it: 'La richiesta non è valida.', en: 'The request is not valid.' },
    hint: { it: 'Controlla i dati e riprova.', en: 'Check the data and try again.' },
  },
  internal: {
    message: { it: 'Errore interno.', en: 'Internal error.' },
    hint: {
      it: 'Riprova; se continua, scrivi all’assistenza indicando requestId.',
      en: 'Try again; if it goes on, write to support and quote requestId.',
    },
  },
};

const ours: Partial<Record<ErrorCode, Bilingual>> = {
  denied: { it: 'Accesso rifiutato.', en: 'Access refused.' },
  forbidden: { it: 'Non consentito.', en: 'Not allowed.' },
  'rate-limited': { it: 'Troppe richieste.', en: 'Too many requests.' },
  refused: { it: 'La richiesta non può essere eseguita.', en: 'The request cannot be carried out.' },
};

/** Whether an error that was kept is of a kind that there are words for. */
export function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(words, name);
}

const sideNames: Record<string, string> = { odoo: 'Odoo', poleepo: 'Poleepo' };

/** What people read about an error of this code and side, where the error brings no hint of its own. */
export function wordsOf(error: Pick<SyncError, 'code' | 'side'>): Words {
  const { message, hint } = words[error.code];
  const own = error.side === undefined ? ours[error.code] : undefined;
  if (own !== undefined) return { message: own, hint };
  const side = sideNames[error.side ?? ''] ?? 'Ponte';
  return {
    message: { it: message.it.replace('%', side), en: message.en.replace('%', side) },
    hint,
  };
}
