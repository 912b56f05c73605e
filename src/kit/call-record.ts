/** One call that was made or received, as the API log keeps it. */
export interface CallRecord {
  /** Milliseconds since 1970. */
  at: number;
  direction: 'in' | 'out';
  /** The outer system: `odoo`, `poleepo`, or the caller of ours. */
  side: string;
  /** HTTP method. */
  method: string;
  /** Path without secrets, or `model.method` for Odoo. */
  endpoint: string;
  /** HTTP status, null where no answer came. */
  status: number | null;
  durationMs: number;
  /** SyncError code or the other side's name for the error; null where all went well. */
  error: string | null;
  /** What was sent and what came back, masked and cut; null where it is not worth keeping. */
  request: string | null;
  response: string | null;
}

export type CallObserver = (call: CallRecord) => void;

/** `value` as JSON text of at most `limit` characters. */
export function excerpt(value: unknown, limit = 4000): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length})`;
}
