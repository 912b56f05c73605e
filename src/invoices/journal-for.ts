/** The journal that a person chose for a payment method, however it is spelled; null where there is none. */
export function journalFor(method: string, journals: Readonly<Record<string, number>>): number | null {
  const found = Object.entries(journals).find(([name]) => plain(name) === plain(method));
  return found?.[1] ?? null;
}

const plain = (text: string) => text.trim().toLowerCase();
