const endings = { PDF: 'pdf', ZPL: 'zpl' } as const;

/** Where a shipment's label lies on its tenant's shelf. */
export function labelKeyOf(shipmentId: string, format: keyof typeof endings): string {
  return `${shipmentId}.${endings[format]}`;
}

/** Everywhere that a label of it may lie. */
export function labelKeysOf(shipmentId: string): string[] {
  return Object.values(endings).map((ending) => `${shipmentId}.${ending}`);
}
