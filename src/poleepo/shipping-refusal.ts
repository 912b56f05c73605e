import { FailedAnswer, poleepoError } from './errors.ts';
import { knowsShippingCode, shippingWords } from './shipping-words.ts';

/**
 * For a catch: Poleepo's refusal of a shipment or a document as an error with the most telling of its codes as vendor code and what
 * to do about it as hint; everything else as it is.
 */
export function inShippingWords(thrown: unknown): never {
  if (!(thrown instanceof FailedAnswer) || !isRefusal(thrown)) throw thrown;
  const { code, field } = mostTelling(thrown);
  const { title, nextStep } = shippingWords({ code, field });
  throw poleepoError(thrown.message, {
    code: thrown.code,
    advice: 'give-up',
    vendorCode: code ?? thrown.vendorCode,
    hint: { it: `${title.it}. ${nextStep.it}`, en: `${title.en}. ${nextStep.en}` },
    cause: thrown,
  });
}

function isRefusal({ code, vendorCodes }: FailedAnswer): boolean {
  return code === 'refused' || (code === 'conflict' && vendorCodes.some((one) => knowsShippingCode(one)));
}

const general = 'VALIDATION_ERROR';

function mostTelling({ vendorCodes, complaints }: FailedAnswer): {
  code: string | null;
  field: string | null;
} {
  const fieldOf = (code: string) => complaints.find((one) => one.code === code)?.field ?? null;
  const telling = vendorCodes.find((code) => code !== general && knowsShippingCode(code));
  if (telling !== undefined) return { code: telling, field: fieldOf(telling) };
  const code = vendorCodes[0] ?? null;
  return { code, field: complaints.find(({ field }) => field !== null && field !== '')?.field ?? null };
}
