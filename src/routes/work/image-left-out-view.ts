import { z } from 'zod';
import type { Locale } from '../../kit/text.ts';
import { leftOutWords } from '../../products/image-words.ts';
import { type ImageLeftOut, imageRefusals } from '../../trade/image-kind.ts';

/** An image of a product that Poleepo is not told of. */
export const imageLeftOutView = z.object({
  /** The main one, or one of the further ones. */
  which: z.enum(['main', 'further']),
  /** Among the images of the product, from 1. */
  position: z.int(),
  reason: z.enum(imageRefusals),
  title: z.string(),
  nextStep: z.string(),
});

export function viewImageLeftOut(
  { model, position, reason }: ImageLeftOut,
  locale: Locale,
): z.output<typeof imageLeftOutView> {
  const { title, nextStep } = leftOutWords({ position, reason });
  const which = model === 'product.image' ? 'further' : 'main';
  return { which, position, reason, title: title[locale], nextStep: nextStep[locale] };
}
