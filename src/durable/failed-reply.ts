import { asSyncError, isFatal } from '../kit/errors.ts';
import type { FailedReply } from '../trade/invoice-pdf.ts';

/** What was thrown, as a reply to whoever asked the lane. Throws what ends the process. */
export function failedReply(thrown: unknown): FailedReply {
  if (isFatal(thrown)) throw thrown;
  const { code, message, side, vendorCode, hint, retryAfterMs } = asSyncError(thrown);
  return { kind: 'failed', code, message, side, vendorCode, hint, retryAfterMs };
}
