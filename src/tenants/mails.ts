import type { Chance } from '../kit/chance.ts';
import { newId } from '../kit/ids.ts';
import type { Locale } from '../kit/text.ts';
import type { NewMail } from '../store/directory/mail-rows.ts';

/** What a mail speaks of. */
export interface MailFacts {
  recipient: string;
  locale: Locale;
  company: string;
  /** The page behind the mail's link, with its token. */
  link: string;
}

interface Text {
  subject: string;
  body: (facts: MailFacts) => readonly string[];
}

export const mailTexts = {
  'verify-email': {
    it: {
      subject: 'Conferma il tuo indirizzo e-mail',
      body: ({ company, link }) => [
        `qualcuno ha registrato l’azienda «${company}» su Ponte con questo indirizzo.`,
        'Se sei stato tu, conferma l’indirizzo entro tre giorni:',
        link,
        'Se hai già un account con questo indirizzo, confermando l’azienda si aggiunge a quello e da lì in poi vale la sua password.',
        'Se non sei stato tu, non fare nulla: nessuno può usare il tuo indirizzo senza questa conferma.',
      ],
    },
    en: {
      subject: 'Confirm your e-mail address',
      body: ({ company, link }) => [
        `somebody registered the company "${company}" on Ponte with this address.`,
        'If it was you, confirm the address within three days:',
        link,
        'If you already have an account with this address, confirming adds the company to it, and from then on its password counts.',
        'If it was not you, do nothing: nobody can use your address without this confirmation.',
      ],
    },
  },
  'reset-password': {
    it: {
      subject: 'Nuova password per Ponte',
      body: ({ company, link }) => [
        `è stata chiesta una nuova password per il tuo account Ponte (${company}).`,
        'Entro un’ora puoi sceglierla qui:',
        link,
        'Tutte le sessioni aperte verranno chiuse. Se non l’hai chiesta tu, non fare nulla: la password resta quella di prima.',
      ],
    },
    en: {
      subject: 'New password for Ponte',
      body: ({ company, link }) => [
        `a new password was asked for on your Ponte account (${company}).`,
        'You can choose it here within one hour:',
        link,
        'All open sessions will be ended. If you did not ask, do nothing: the password stays as it is.',
      ],
    },
  },
  invitation: {
    it: {
      subject: 'Invito a lavorare su Ponte',
      body: ({ company, link }) => [
        `«${company}» ti invita a lavorare con Odoo e Poleepo su Ponte.`,
        'L’invito vale sette giorni:',
        link,
        'Se non te lo aspettavi, non fare nulla.',
      ],
    },
    en: {
      subject: 'Invitation to work on Ponte',
      body: ({ company, link }) => [
        `"${company}" invites you to work with Odoo and Poleepo on Ponte.`,
        'The invitation is good for seven days:',
        link,
        'If you did not expect it, do nothing.',
      ],
    },
  },
} as const satisfies Record<string, Record<Locale, Text>>;

export type MailKind = keyof typeof mailTexts;

const greeting = { it: 'Ciao,', en: 'Hello,' };

/** A mail as plain text, ready to be kept in the outbox. */
export function composeMail(
  kind: MailKind,
  facts: MailFacts,
  { now, chance }: { now: number; chance: Chance },
): NewMail {
  const { subject, body } = mailTexts[kind][facts.locale];
  return {
    id: newId<string>('mail', now, chance),
    recipient: facts.recipient,
    kind,
    locale: facts.locale,
    subject,
    body: [greeting[facts.locale], ...body(facts), 'Ponte'].join('\n\n'),
    createdAt: now,
  };
}
