import type { Bilingual, Locale } from '../kit/text.ts';
import { Page } from './page.tsx';

const words = {
  title: { it: 'Ponte: fra Poleepo e Odoo', en: 'Ponte: between Poleepo and Odoo' },
  claim: {
    it: 'Ordini, prodotti, spedizioni e fatture passano da soli fra i tuoi canali e il tuo Odoo. Niente da installare.',
    en: 'Orders, products, shipments and invoices pass by themselves between your channels and your Odoo. Nothing to install.',
  },
  parts: [
    {
      heading: { it: 'Ordini', en: 'Orders' },
      text: {
        it: 'Ogni ordine di Poleepo diventa un solo ordine di vendita confermato in Odoo, uguale al centesimo.',
        en: 'Every Poleepo order becomes exactly one confirmed sale order in Odoo, equal to the cent.',
      },
    },
    {
      heading: { it: 'Prodotti, giacenze e prezzi', en: 'Products, stock and prices' },
      text: {
        it: 'Quello che pubblichi in Odoo va a Poleepo, con immagini e varianti, e lì resta aggiornato.',
        en: 'What you publish in Odoo goes to Poleepo, with images and variants, and stays up to date there.',
      },
    },
    {
      heading: { it: 'Spedizioni ed etichette', en: 'Shipments and labels' },
      text: {
        it: 'Dalla consegna in Odoo alla lettera di vettura di Poleepo: l’etichetta e il tracking arrivano sull’ordine.',
        en: 'From the delivery in Odoo to Poleepo’s waybill: the label and the tracking arrive on the order.',
      },
    },
    {
      heading: { it: 'Fatture e documenti', en: 'Invoices and documents' },
      text: {
        it: 'Ciò che è consegnato si fattura in Odoo, a richiesta o da sé; il PDF va a Poleepo e i documenti di Poleepo arrivano sull’ordine.',
        en: 'What is delivered is invoiced in Odoo, on demand or by itself; the PDF goes to Poleepo, and Poleepo’s documents arrive on the order.',
      },
    },
  ],
  startHeading: { it: 'Per cominciare', en: 'To begin' },
  steps: [
    {
      it: 'Registra l’azienda: azienda, e‑mail e password.',
      en: 'Sign up your company: company, e‑mail and password.',
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

/** The first page: what Ponte does, how to begin, where the API is. */
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
        {words.parts.map(({ heading, text }) => (
          <p>
            <strong>{say(heading)}</strong>
            <br />
            {say(text)}
          </p>
        ))}
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
