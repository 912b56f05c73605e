import type { Hold } from '../jobs/outcome.ts';

export function notUnderstood(
  detail: { shipping: number; member: string; problem: string },
  raw: string,
): Hold {
  return {
    reason: 'shipping-not-understood',
    owner: 'poleepo',
    title: {
      it: `Un dato della spedizione ${detail.shipping} non si capisce: ${detail.member}`,
      en: `Something of shipment ${detail.shipping} is not understood: ${detail.member}`,
    },
    nextStep: {
      it: 'Esegui la verifica del contratto e invia il risultato all’assistenza. In Odoo non è cambiato nulla.',
      en: 'Run the contract check and send its result to support. Nothing was changed in Odoo.',
    },
    detail,
    raw,
  };
}
