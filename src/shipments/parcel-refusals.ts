import { type Decimal, decimalText } from '../trade/money.ts';
import type { ShipmentRefusal } from '../trade/shipment-question.ts';

export function noPackage(delivery: string): ShipmentRefusal {
  return {
    code: 'no-package',
    message: {
      it: `La consegna ${delivery} non ha nessun collo.`,
      en: `The delivery ${delivery} has no package.`,
    },
    nextStep: {
      it: 'Metti la merce in almeno un collo in Odoo, con un tipo di collo, poi riprova.',
      en: 'Put the goods in at least one package in Odoo, with a package type, then try again.',
    },
  };
}

export function looseGoods(delivery: string): ShipmentRefusal {
  return {
    code: 'goods-not-packed',
    message: {
      it: `Una parte della merce della consegna ${delivery} non è in nessun collo.`,
      en: `Some goods of the delivery ${delivery} are in no package.`,
    },
    nextStep: {
      it: 'Metti in un collo in Odoo anche il resto della merce, poi riprova.',
      en: 'Put the rest of the goods in a package in Odoo too, then try again.',
    },
  };
}

export function withoutType(name: string): ShipmentRefusal {
  return {
    code: 'package-without-type',
    message: { it: `Il collo ${name} non ha un tipo.`, en: `The package ${name} has no type.` },
    nextStep: {
      it: 'Scegli in Odoo il tipo del collo, poi riprova.',
      en: 'Choose the package’s type in Odoo, then try again.',
    },
  };
}

export function notMapped(name: string, type: string): ShipmentRefusal {
  return {
    code: 'package-type-not-mapped',
    message: {
      it: `Il collo ${name} è di tipo «${type}», che non corrisponde a nessun tipo di Poleepo.`,
      en: `The package ${name} is of the type “${type}”, which stands for none of Poleepo’s.`,
    },
    nextStep: {
      it: 'Scegli nei tipi di collo a quale tipo di Poleepo corrisponde, poi riprova.',
      en: 'Choose among the package types which of Poleepo’s it stands for, then try again.',
    },
  };
}

export function noWeight(name: string): ShipmentRefusal {
  return {
    code: 'package-without-weight',
    message: { it: `Il collo ${name} non ha un peso.`, en: `The package ${name} has no weight.` },
    nextStep: {
      it: 'Scrivi in Odoo il peso di spedizione del collo, o il peso dei prodotti, poi riprova.',
      en: 'Write the package’s shipping weight in Odoo, or the products’ weights, then try again.',
    },
  };
}

export function noSizes(name: string, type: string): ShipmentRefusal {
  return {
    code: 'package-without-sizes',
    message: {
      it: `Del collo ${name} non si conoscono le misure: né Odoo né Poleepo le hanno per «${type}».`,
      en: `The sizes of the package ${name} are not known: neither Odoo nor Poleepo has those of “${type}”.`,
    },
    nextStep: {
      it: 'Scrivi in Odoo lunghezza, larghezza e altezza del tipo di collo, poi riprova.',
      en: 'Write length, width and height of the package type in Odoo, then try again.',
    },
  };
}

export function tooHeavy(
  name: string,
  { weight, limit }: { weight: Decimal; limit: Decimal },
): ShipmentRefusal {
  const [its, most] = [decimalText(weight), decimalText(limit)];
  return {
    code: 'package-too-heavy',
    message: {
      it: `Il collo ${name} pesa ${its} kg; il suo tipo ne permette ${most}.`,
      en: `The package ${name} weighs ${its} kg; its type allows ${most}.`,
    },
    nextStep: {
      it: 'Dividi la merce in più colli o scegli un tipo più grande in Odoo, poi riprova.',
      en: 'Split the goods into several packages or choose a larger type in Odoo, then try again.',
    },
  };
}

export function noCourier(): ShipmentRefusal {
  return {
    code: 'no-courier',
    message: {
      it: 'Nessun corriere trasporta questi colli a questa destinazione.',
      en: 'No courier carries these parcels to this destination.',
    },
    nextStep: {
      it: 'Dividi la merce in colli più piccoli o più leggeri, oppure attiva altri corrieri in Poleepo.',
      en: 'Split the goods into smaller or lighter packages, or switch on other couriers in Poleepo.',
    },
  };
}
