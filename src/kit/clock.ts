/** Time, injected so that a test can own it. All instants are milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`; at once and quietly when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** RFC 3339 in UTC with milliseconds: `2026-06-03T08:15:00.000Z`. */
export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

/** RFC 3339 in UTC without fractions: `2026-06-03T08:15:00Z`. */
export function toIsoSeconds(ms: number): string {
  return `${toIso(ms).slice(0, 19)}Z`;
}

/** Milliseconds of an RFC 3339 text with zone, or null where it is none. */
export function fromIso(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? null : ms;
}

/** Milliseconds of an HTTP date (`Wed, 21 Oct 2026 07:28:00 GMT`), or null. */
export function fromHttpDate(text: string): number | null {
  if (!text.endsWith('GMT')) return null;
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? null : ms;
}
