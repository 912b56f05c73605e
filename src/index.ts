import { bindingsOf } from './env.ts';
import { runCron } from './cron/run-cron.ts';
import { consumeQueue } from './queues/consume-queue.ts';
import { createApp } from './routes/app.ts';
import { wire, type WiredHouse } from './wire.ts';

export { TenantLane } from './durable/tenant-lane.ts';

const houses = new WeakMap<Env, { house: WiredHouse; app: ReturnType<typeof createApp> }>();

function open(env: Env) {
  const known = houses.get(env);
  if (known !== undefined) return known;
  const house = wire(env, bindingsOf(env));
  const opened = { house, app: createApp(house) };
  houses.set(env, opened);
  return opened;
}

export default {
  fetch: (request, env, context) => open(env).app.fetch(request, env, context),
  queue: (batch, env) => consumeQueue(batch, open(env).house),
  scheduled: (controller, env) => runCron(controller.cron, open(env).house),
} satisfies ExportedHandler<Env>;
