import type { CallObserver } from '../kit/call-record.ts';
import type { Clock } from '../kit/clock.ts';
import type { Fetch } from '../kit/http.ts';

/** Where Poleepo is and whose keys are used. */
export interface PoleepoConnection {
  /** `https://api.poleepo.cloud` or a simulator's. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
}

export interface PoleepoPlatform {
  fetch: Fetch;
  clock: Clock;
  observe: CallObserver;
  /** For one call; 30 seconds unless told. */
  timeoutMs?: number;
}
