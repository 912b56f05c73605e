import type { ShipmentRefusal } from '../trade/shipment-question.ts';

export function unknownType(poleepoId: number): ShipmentRefusal {
  return {
    code: 'unknown-package-type',
    message: {
      it: `Poleepo non ha un tipo di collo con numero ${poleepoId}.`,
      en: `Poleepo has no package type of number ${poleepoId}.`,
    },
    nextStep: {
      it: 'Aggiorna i tipi di collo e scegline uno dell’elenco.',
      en: 'Refresh the package types and choose one of the list.',
    },
  };
}

export function unknownOdooType(id: number): ShipmentRefusal {
  return {
    code: 'unknown-odoo-package-type',
    message: {
      it: `Odoo non ha un tipo di collo con numero ${id}.`,
      en: `Odoo has no package type of number ${id}.`,
    },
    nextStep: {
      it: 'Scegli uno dei tipi di collo di Odoo nell’elenco, o creane uno in Odoo, in Magazzino.',
      en: 'Choose one of Odoo’s package types in the list, or make one in Odoo, in Inventory.',
    },
  };
}

export function unmeasuredType(name: string): ShipmentRefusal {
  return {
    code: 'package-type-without-sizes',
    message: {
      it: `Poleepo non dice le misure del tipo di collo «${name}».`,
      en: `Poleepo does not tell the sizes of the package type “${name}”.`,
    },
    nextStep: {
      it: 'Completa le misure in Poleepo, oppure crea il tipo in Odoo e sceglilo qui.',
      en: 'Complete its sizes in Poleepo, or make the type in Odoo and choose it here.',
    },
  };
}

export function notAllowedInOdoo(name: string): ShipmentRefusal {
  return {
    code: 'may-not-create-package-type',
    message: {
      it: `L’utente di Ponte non può creare il tipo di collo «${name}» in Odoo.`,
      en: `Ponte’s user may not make the package type “${name}” in Odoo.`,
    },
    nextStep: {
      it: 'Crealo in Odoo come amministratore del Magazzino, poi sceglilo qui.',
      en: 'Make it in Odoo as administrator of Inventory, then choose it here.',
    },
  };
}
