/** From the smallest to the greatest: each may do what those before it may. */
export const roles = ['read-only', 'operator', 'administrator', 'owner'] as const;

/** What a person or a key may do in one company. */
export type Role = (typeof roles)[number];

/** Whether `role` is `needed` or more. */
export function atLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
