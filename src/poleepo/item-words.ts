import type { Bilingual } from '../kit/text.ts';
import type { ItemError } from './batch-report.ts';
import { memberWords } from './member-words.ts';

/** Our words for what Poleepo has against a product; Poleepo's own are shown beside them. */
export interface ItemWords {
  title: Bilingual;
  nextStep: Bilingual;
}

// documented: PARENT_NOT_FOUND. assumed: the other codes
const known = new Map<string, (field: string | null) => ItemWords>([
  ['PARENT_NOT_FOUND', parentNotFound],
  ['SKU_DUPLICATE', skuDuplicate],
  ['CATEGORY_NOT_FOUND', categoryNotFound],
  ['VALIDATION_ERROR', validationError],
  ['IMAGE_UNREACHABLE', imageUnreachable],
]);

/** What an item's error means and what to do about it. */
export function itemWords({ code, field }: Pick<ItemError, 'code' | 'field'>): ItemWords {
  return (known.get(code?.trim().toUpperCase() ?? '') ?? unknownError)(field);
}

function parentNotFound(): ItemWords {
  return {
    title: {
      it: 'In Poleepo manca il prodotto principale di questa variante',
      en: 'The parent product of this variant is missing in Poleepo',
    },
    nextStep: {
      it: 'Inviamo di nuovo la variante da soli, dopo il suo prodotto principale. Se si ripete, controlla tra i lotti perché il prodotto principale non è stato accettato.',
      en: 'We send the variant again by ourselves, behind its parent product. If this happens again, see in the batches why the parent product was not accepted.',
    },
  };
}

function skuDuplicate(): ItemWords {
  return {
    title: {
      it: 'In Poleepo un altro prodotto ha già questo SKU',
      en: 'Another product in Poleepo already has this SKU',
    },
    nextStep: {
      it: 'Se in Poleepo è lo stesso articolo, collegalo a questo; se è un altro, cambia lo SKU in Odoo o in Poleepo. Poi riprova.',
      en: 'If it is the same article in Poleepo, link it to this one; if it is another, change the SKU in Odoo or in Poleepo. Then retry.',
    },
  };
}

function categoryNotFound(): ItemWords {
  return {
    title: {
      it: 'Poleepo non conosce la categoria di questo prodotto',
      en: 'Poleepo does not know the category of this product',
    },
    nextStep: {
      it: 'Crea in Poleepo una categoria con lo stesso percorso, oppure assegna al prodotto un’altra categoria in Odoo. Poi riprova.',
      en: 'Create a category with the same path in Poleepo, or give the product another category in Odoo. Then retry.',
    },
  };
}

function validationError(field: string | null): ItemWords {
  if (field === null) {
    return {
      title: {
        it: 'Poleepo non accetta un dato di questo prodotto',
        en: 'Poleepo does not accept something of this product',
      },
      nextStep: {
        it: 'Leggi il motivo nel testo di Poleepo, correggi il prodotto in Odoo e riprova.',
        en: 'Read the reason in Poleepo’s words, correct the product in Odoo and retry.',
      },
    };
  }
  if (field === 'product_id') return idUnknown;
  const { it, en } = memberWords(field);
  return {
    title: {
      it: `Poleepo non accetta il campo «${it}» di questo prodotto`,
      en: `Poleepo does not accept the field “${en}” of this product`,
    },
    nextStep: {
      it: `Leggi il motivo nel testo di Poleepo, correggi «${it}» del prodotto in Odoo e riprova.`,
      en: `Read the reason in Poleepo’s words, correct “${en}” of the product in Odoo and retry.`,
    },
  };
}

const idUnknown: ItemWords = {
  title: {
    it: 'Poleepo non conosce più l’ID di questo prodotto',
    en: 'Poleepo does not know this product’s ID any more',
  },
  nextStep: {
    it: 'Controlla in Poleepo se il prodotto è stato eliminato. Se sì, scollegalo perché venga creato di nuovo; altrimenti collegalo a quello giusto. Poi riprova.',
    en: 'Check in Poleepo whether the product was deleted. If so, unlink it so that it is created anew; if not, link it to the right one. Then retry.',
  },
};

function imageUnreachable(): ItemWords {
  return {
    title: {
      it: 'Poleepo non ha potuto scaricare un’immagine di questo prodotto',
      en: 'Poleepo could not download an image of this product',
    },
    nextStep: {
      it: 'Controlla in Odoo che le immagini del prodotto si aprano e non siano troppo grandi, poi riprova.',
      en: 'Check in Odoo that the product’s images open and are not too large, then retry.',
    },
  };
}

function unknownError(): ItemWords {
  return {
    title: { it: 'Poleepo ha rifiutato questo prodotto', en: 'Poleepo refused this product' },
    nextStep: {
      it: 'Leggi il motivo nel testo di Poleepo, correggi il prodotto e riprova. Se il motivo non è chiaro, chiedi all’assistenza di Poleepo citando il codice.',
      en: 'Read the reason in Poleepo’s words, correct the product and retry. If the reason is not clear, ask Poleepo’s support and quote the code.',
    },
  };
}
