import type { ImageFate } from '../trade/image-kind.ts';
import { Problem, type ProblemFacts } from './problem.ts';

const facts = {
  'image-gone': {
    status: 410,
    message: { it: 'Questo indirizzo non vale più.', en: 'This address is good no more.' },
    hint: {
      it: 'È stato revocato. Invia di nuovo il prodotto: l’immagine avrà un indirizzo nuovo.',
      en: 'It was revoked. Send the product again: the image will have a new address.',
    },
  },
  'image-missing': {
    status: 404,
    message: { it: 'In Odoo questa immagine non c’è più.', en: 'Odoo does not have this image any more.' },
    hint: {
      it: 'Aggiungi di nuovo l’immagine al prodotto in Odoo.',
      en: 'Add the image to the product in Odoo again.',
    },
  },
  'image-changed': {
    status: 404,
    message: {
      it: 'In Odoo l’immagine è stata sostituita.',
      en: 'The image was replaced by another one in Odoo.',
    },
    hint: {
      it: 'La nuova ha un altro indirizzo, che parte con il prossimo invio del prodotto.',
      en: 'The new one has another address, which goes out when the product is sent next.',
    },
  },
  'too-large': {
    status: 422,
    message: { it: 'L’immagine supera i 10 MB.', en: 'The image is larger than 10 MB.' },
    hint: {
      it: 'Sostituiscila in Odoo con una più piccola.',
      en: 'Replace it in Odoo by a smaller one.',
    },
  },
  'not-an-image': {
    status: 422,
    message: {
      it: 'Il file non è un’immagine JPEG, PNG, WebP o GIF.',
      en: 'The file is no JPEG, PNG, WebP or GIF image.',
    },
    hint: {
      it: 'Sostituiscilo in Odoo con un’immagine di uno di questi tipi.',
      en: 'Replace it in Odoo by an image of one of these kinds.',
    },
  },
  'image-unavailable': {
    status: 503,
    message: {
      it: 'Odoo adesso non può dare l’immagine.',
      en: 'Odoo cannot give the image at the moment.',
    },
    hint: { it: 'Riprova dopo il tempo indicato.', en: 'Try again after the time given.' },
  },
} as const satisfies Record<string, Omit<ProblemFacts, 'code'>>;

const ofAddress = (code: keyof typeof facts, retryAfterMs?: number) =>
  new Problem({ code, ...facts[code], retryAfterMs });

/** The refusal that stands for an image that cannot be shown. */
export function imageProblem(fate: Exclude<ImageFate, { kind: 'kept' }>): Problem {
  switch (fate.kind) {
    case 'gone':
      return ofAddress('image-gone');
    case 'missing':
      return ofAddress('image-missing');
    case 'changed':
      return ofAddress('image-changed');
    case 'refused':
      return ofAddress(fate.reason);
    case 'unavailable':
      return ofAddress('image-unavailable', fate.retryAfterMs);
  }
}
