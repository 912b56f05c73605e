import { crons } from '../src/jobs/crons.ts';
import { isDue } from '../src/kit/cron-time.ts';

const minute = 60_000;

/** Fires one cron of a local worker, as the platform would. Throws where the worker does not say that it ran. */
export async function fireCron(workerUrl: string, expression: string): Promise<void> {
  const url = `${workerUrl}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(expression)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  const said = await response.text();
  if (!response.ok) throw new Error(`the cron ${expression} answered ${response.status}: ${said}`);
}

/** Fires the crons of a local worker at their times until stopped: workerd on its own never does. */
export function fireCrons(workerUrl: string, failed: (error: unknown) => void): { stop: () => void } {
  let timer: NodeJS.Timeout;
  const next = () => {
    const at = (Math.floor(Date.now() / minute) + 1) * minute;
    timer = setTimeout(() => {
      for (const { expression } of Object.values(crons))
        if (isDue(expression, at)) fireCron(workerUrl, expression).catch(failed);
      next();
    }, at - Date.now());
  };
  next();
  return { stop: () => clearTimeout(timer) };
}
