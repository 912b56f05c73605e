import { z } from 'zod';

/** How a tenant wants both sides compared. */
export const comparisonSettings = z.object({
  /** Orders that changed within so many days. */
  days: z.int().min(1).max(365).default(30),
});

export type ComparisonSettings = z.output<typeof comparisonSettings>;

/** The part of a tenant's settings that holds it. */
export function comparisonIn(settings: Record<string, unknown> | null): ComparisonSettings {
  return comparisonSettings.parse(settings?.['comparison'] ?? {});
}
