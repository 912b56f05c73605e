import type { Bilingual, Locale } from '../kit/text.ts';
import type { PoleepoDocument } from '../poleepo/documents.ts';
import type { DocumentKind, DocumentProblem } from './document-kind.ts';

type Named = Pick<PoleepoDocument, 'type' | 'number' | 'date'>;

const typeWords: Record<string, Bilingual> = {
  INVOICE: { it: 'fattura', en: 'invoice' },
  CREDIT_NOTE: { it: 'nota di credito', en: 'credit note' },
  RECEIPT: { it: 'ricevuta', en: 'receipt' },
};

/** What people see as the file's name: `fattura-FPR-7-26.pdf`. `id` stands in for a number that is not known. */
export function documentFileName(
  { type, number, date, id }: Named & { id: string },
  { ending, locale }: Pick<DocumentKind, 'ending'> & { locale: Locale },
): string {
  const which = plain(number ?? '') || plain(date ?? '') || plain(id);
  return `${[plain(typeOf(type)[locale]), which].filter((part) => part !== '').join('-')}.${ending}`;
}

/** What the chatter says beside the file. */
export function documentNote({ type, number, date }: Named): Bilingual {
  const shown = number === null ? '' : ` ${number}`;
  const { it, en } = typeOf(type);
  return {
    it: `Documento da Poleepo: ${it}${shown}${date === null ? '' : ` del ${italianDate(date)}`}.`,
    en: `Document from Poleepo: ${en}${shown}${date === null ? '' : ` of ${date}`}.`,
  };
}

export const problemWords: Record<DocumentProblem, Bilingual> = {
  'no-content': {
    it: 'Poleepo elenca il documento ma non ne manda il contenuto, o non si può leggere. Ci riproviamo alla prossima occasione; intanto si può scaricare dalla pagina dell’ordine in Poleepo.',
    en: 'Poleepo lists the document but does not send its content, or it cannot be read. It is tried again at the next look; meanwhile it can be downloaded from the order’s page in Poleepo.',
  },
  'not-a-document': {
    it: 'Al posto del documento Poleepo ha mandato altro. Ci riproviamo alla prossima occasione; intanto si può scaricare dalla pagina dell’ordine in Poleepo.',
    en: 'Poleepo sent something else in the document’s place. It is tried again at the next look; meanwhile it can be downloaded from the order’s page in Poleepo.',
  },
  'too-large': {
    it: 'Il documento supera 10 MB: scaricarlo dalla pagina dell’ordine in Poleepo e allegarlo in Odoo.',
    en: 'The document is larger than 10 MB: download it from the order’s page in Poleepo and attach it in Odoo.',
  },
  'refused-by-odoo': {
    it: 'Odoo non ha accettato il documento: il lavoro dice perché. Correggere in Odoo, poi riprovare.',
    en: 'Odoo did not take the document: the job says why. Mend it in Odoo, then try again.',
  },
};

/** A type that we do not know keeps its own word. */
function typeOf(type: string | null): Bilingual {
  const word = (type ?? '').trim();
  const known = typeWords[word.toUpperCase().replaceAll(/[\s-]+/g, '_')];
  const own = word.toLowerCase().replaceAll('_', ' ').slice(0, 40);
  return known ?? (own === '' ? { it: 'documento', en: 'document' } : { it: own, en: own });
}

const longestPart = 60;

function plain(text: string): string {
  const letters = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return letters
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .slice(0, longestPart)
    .replaceAll(/^-+|-+$/g, '');
}

function italianDate(date: string): string {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2}).*$/, '$3/$2/$1');
}
