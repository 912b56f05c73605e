import { z } from 'zod';

/** Every cron expression of wrangler.toml and what it stands for. A cron only fans out: the work is done by lanes. */
export const crons = {
  'process-webhook-queue': {
    expression: '* * * * *',
    name: { it: 'Poleepo: elabora coda webhook', en: 'Poleepo: Process Webhook Queue' },
  },
  'clean-up': {
    expression: '17 3 * * *',
    name: { it: 'Poleepo: pulizia log API', en: 'Poleepo API Log Cleanup' },
  },
} as const;

export type CronName = keyof typeof crons;

export const cronNames = z.enum(Object.keys(crons) as [CronName, ...CronName[]]);

export function cronOf(expression: string): CronName | null {
  return cronNames.options.find((name) => crons[name].expression === expression) ?? null;
}
