import { z } from 'zod';

/** How long Poleepo may still be busy with a request whose answer was lost, in seconds. */
export const poleepoLimitSeconds = z.int().min(30).max(3600);

// assumed
export const usualLimitSeconds = 150;
