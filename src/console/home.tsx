import type { Bilingual, Locale } from '../kit/text.ts';
import { Page } from './page.tsx';

const words = {
  title: { it: 'Ponte: da Poleepo a Odoo', en: 'Ponte: from Poleepo to Odoo' },
  claim: {
    it: 'Ogni ordine di Poleepo diventa un solo ordine di vendita confermato in Odoo. Niente da installare.',
    en: 'Every Poleepo order becomes exactly one confirmed sale order in Odoo. Nothing to install.',
  },
  startHeading: { it: 'Per cominciare', en: 'To begin' },
  steps: [
    {
      it: 'Registra l’azienda: azienda, e-mail e password.',
      en: 'Sign up your company: company, e-mail and password.',
    },
    {
      it: 'Collega Odoo (16, 17, 18 o 19): indirizzo, database, utente e chiave API. La prova dice che cosa manca.',
      en: 'Connect Odoo (16, 17, 18 or 19): address, database, user and API key. The test says what is missing.',
    },
    {
      it: 'Collega Poleepo: chiave pubblica e chiave segreta, da Configurazioni > Api.',
      en: 'Connect Poleepo: public key and secret key, from Settings > API.',
    },
    {
      it: 'Crea il webhook e incolla il suo indirizzo in Poleepo, in Url configurata.',
      en: 'Create the webhook and paste its address into Poleepo, as Url configurata.',
    },
  ],
  api: { it: 'Apri le API', en: 'Browse the API' },
  apiHint: {
    it: 'Tutto si fa per ora con le API: la pagina le mostra e le prova.',
    en: 'For now everything is done through the API: the page shows it and lets you try it.',
  },
  other: { it: 'English', en: 'Italiano' },
} as const;

/** The first page: what Ponte is, how to begin, where the API is. */
export function Home({ locale }: { locale: Locale }) {
  const say = (text: Bilingual) => text[locale];
  const other: Locale = locale === 'it' ? 'en' : 'it';
  return (
    <Page locale={locale} title={say(words.title)}>
      <header class="container">
        <nav aria-label="Ponte">
          <ul>
            <li>
              <strong>Ponte</strong>
            </li>
          </ul>
          <ul>
            <li>
              <a href={`/?lang=${other}`} hreflang={other} lang={other}>
                {say(words.other)}
              </a>
            </li>
          </ul>
        </nav>
      </header>
      <main class="container">
        <h1>{say(words.title)}</h1>
        <p>{say(words.claim)}</p>
        <h2>{say(words.startHeading)}</h2>
        <ol>
          {words.steps.map((step) => (
            <li>{say(step)}</li>
          ))}
        </ol>
        <p>
          <a href="/v1/docs" role="button">
            {say(words.api)}
          </a>
        </p>
        <p>
          <small>{say(words.apiHint)}</small>
        </p>
      </main>
    </Page>
  );
}
