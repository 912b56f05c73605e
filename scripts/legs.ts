/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  from: number;
  to: number;
}

export interface Journey {
  /** From the moment Poleepo begins to send the webhook to the answer. */
  webhook: Stretch;
  /** Calls to either side, as the product's API log has them. */
  poleepo: readonly Stretch[];
  odoo: readonly Stretch[];
  /** When the order was confirmed and everything about it written down. */
  finishedAt: number;
  /** When the simulators themselves were at work on it. */
  simulators: readonly Stretch[];
}

export const legNames = ['webhook accepted', 'queue and lane', 'Poleepo', 'Odoo', 'written down'] as const;

export type LegName = (typeof legNames)[number];

/** How long each leg of one order took, and the whole of it, in milliseconds. */
export interface Legs extends Record<LegName, number> {
  whole: number;
  /** The part of the whole in which a simulator was at work. */
  simulators: number;
}

/** Cuts the journey of an order into legs. The lane may begin before the webhook's answer is out: that leg is then 0. */
export function legsOf({ webhook, poleepo, odoo, finishedAt, simulators }: Journey): Legs {
  const calls = [...poleepo, ...odoo];
  const firstCall = Math.min(...calls.map(({ from }) => from));
  const lastCall = Math.max(...calls.map(({ to }) => to));
  return {
    'webhook accepted': webhook.to - webhook.from,
    'queue and lane': Math.max(0, firstCall - webhook.to),
    Poleepo: covered(poleepo),
    Odoo: covered(odoo),
    'written down': finishedAt - lastCall,
    whole: finishedAt - webhook.from,
    simulators: covered(simulators),
  };
}

/** How much time stretches cover together; where they overlap it counts once. */
export function covered(stretches: readonly Stretch[]): number {
  let sum = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

/** The value that as many are above as below; throws for none at all. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) throw new RangeError('the median of nothing');
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}
