import type { Bilingual } from '../kit/text.ts';
import type { ImageLeftOut, ImageRefusal } from '../trade/image-kind.ts';
import type { ProblemWords } from './problems.ts';

/** Why Poleepo is not told of an image, and what to do about it. */
export function leftOutWords({ position, reason }: Pick<ImageLeftOut, 'position' | 'reason'>): ProblemWords {
  const { title, nextStep } = words[reason];
  return {
    title: {
      it: `L’immagine ${position} non va a Poleepo: ${title.it}`,
      en: `Image ${position} does not go to Poleepo: ${title.en}`,
    },
    nextStep,
  };
}

const replace: Bilingual = {
  it: 'Sostituiscila in Odoo con un’immagine JPEG, PNG, WebP o GIF di al massimo 10 MB: il resto avviene da solo.',
  en: 'Replace it in Odoo by a JPEG, PNG, WebP or GIF image of at most 10 MB: the rest happens by itself.',
};

const words: Readonly<Record<ImageRefusal, { title: Bilingual; nextStep: Bilingual }>> = {
  'too-large': {
    title: { it: 'supera i 10 MB', en: 'it is larger than 10 MB' },
    nextStep: replace,
  },
  'not-an-image': {
    title: {
      it: 'il file non è un’immagine JPEG, PNG, WebP o GIF',
      en: 'the file is no JPEG, PNG, WebP or GIF image',
    },
    nextStep: replace,
  },
  missing: {
    title: { it: 'Odoo non trova il file', en: 'Odoo does not find the file' },
    nextStep: {
      it: 'Carica di nuovo l’immagine in Odoo, poi sincronizza il prodotto.',
      en: 'Upload the image to Odoo again, then synchronise the product.',
    },
  },
};
