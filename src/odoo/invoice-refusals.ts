import { SyncError } from '../kit/errors.ts';
import type { Bilingual } from '../kit/text.ts';
import { areaRefusal } from './area-refusal.ts';
import { words } from './errors.ts';
import { hints } from './hints.ts';
import type { InvoiceRefusal } from './invoice.ts';
import type { Session } from './session.ts';

type Step = 'create' | 'post' | 'pay';

/** What a refusal of a step mostly means. Odoo tells these apart by nothing but its words, which are shown beside it. */
const meanings: Record<Step, Bilingual> = {
  create: {
    it: 'Odoo non crea la fattura. Di solito nulla è ancora da fatturare: consegnare la merce, o fatturare i prodotti sulle quantità ordinate (scheda Vendite del prodotto).',
    en: 'Odoo does not create the invoice. Mostly nothing is to be invoiced yet: deliver the goods, or have the products invoiced by ordered quantities (Sales tab of the product).',
  },
  post: {
    it: "Odoo non conferma la fattura e dice cosa manca. Per la fattura elettronica di solito: partita IVA o codice fiscale del cliente, oppure codice fiscale e regime fiscale dell'azienda. Completare i dati in Odoo, poi riprovare.",
    en: "Odoo does not confirm the invoice and says what is missing. For electronic invoices mostly the customer's VAT number or codice fiscale, or the company's codice fiscale and tax system. Complete the data in Odoo, then try again.",
  },
  pay: {
    it: 'Odoo non registra il pagamento. La fattura deve essere confermata e avere ancora un importo da pagare.',
    en: 'Odoo does not register the payment. The invoice must be confirmed and have something left to pay.',
  },
};

/** Exceptions by which Odoo tells a person that something is to be put right first. */
const spoken: Record<string, Bilingual | null> = {
  'odoo.exceptions.UserError': null,
  'odoo.exceptions.ValidationError': null,
  'odoo.exceptions.RedirectWarning': hints.setUpFirst,
};

/** What Odoo says no to at this step as an outcome; anything else is thrown, a missing right with its group. */
export async function refusalAt(session: Session, step: Step, thrown: unknown): Promise<InvoiceRefusal> {
  if (!(thrown instanceof SyncError) || thrown.vendorCode === undefined || !(thrown.vendorCode in spoken)) {
    throw await areaRefusal(session, 'billing', thrown);
  }
  const { vendorCode: code, message } = thrown;
  const said = words(message.slice(message.indexOf(': ') + 2));
  return { kind: 'refused', code, message: said, hint: spoken[code] ?? meanings[step] };
}
