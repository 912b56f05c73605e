import { fingerprint } from '../kit/fingerprint.ts';
import type { Locale } from '../kit/text.ts';
import type { NewMail } from '../store/directory/mail-rows.ts';
import type { AlertRow } from '../store/notice-store.ts';
import { alertWords } from './alert-words.ts';

export interface AlertMail {
  recipient: string;
  locale: Locale;
  company: string;
  /** Of one kind, at least one. */
  alerts: readonly AlertRow[];
  /** The page that lists them. */
  link: string;
  now: number;
}

/** A mail names this many; the page has them all. */
const named = 10;

const texts = {
  it: {
    greeting: 'Ciao,',
    opening: (company: string) => `su Ponte c’è qualcosa che richiede attenzione per «${company}»:`,
    more: (count: number) => `e altri ${count}.`,
    closing: 'Tutti gli avvisi sono qui:',
  },
  en: {
    greeting: 'Hello,',
    opening: (company: string) => `something on Ponte needs attention for "${company}":`,
    more: (count: number) => `and ${count} more.`,
    closing: 'All alerts are here:',
  },
} as const;

/** One mail about alerts of one kind. Its id tells of whom and what it is, so that the same mail made twice is one. */
export async function alertMail(mail: AlertMail): Promise<NewMail> {
  const { recipient, locale, company, alerts, link, now } = mail;
  const { greeting, opening, more, closing } = texts[locale];
  const lines = alerts.slice(0, named).map((alert) => {
    const { title, nextStep } = alertWords(alert);
    return { title: title[locale], text: `- ${title[locale]}\n  ${nextStep[locale]}` };
  });
  const rest = alerts.length - lines.length;
  const body = [
    greeting,
    opening(company),
    ...lines.map(({ text }) => text),
    ...(rest > 0 ? [more(rest)] : []),
    closing,
    link,
    'Ponte',
  ];
  const told = alerts.map(({ id, raisedAt }) => `${id}@${raisedAt}`);
  return {
    id: `mail_${await fingerprint({ recipient, told })}`,
    recipient,
    kind: 'alert',
    locale,
    subject: `${company}: ${lines[0]?.title ?? ''}`.replaceAll(/\s+/g, ' ').slice(0, 200),
    body: body.join('\n\n'),
    createdAt: now,
  };
}
