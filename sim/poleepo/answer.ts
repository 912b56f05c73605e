import type { Hono } from 'hono';
import type { ApiEnv } from './api-env.ts';
import { recordCall } from './calls.ts';
import type { Fault } from './faults.ts';
import { faultsFor } from './faults.ts';
import { settleShippings } from './shipping-life.ts';
import type { SimState } from './state.ts';
import type { Handle } from './strike.ts';
import { htmlPage, lost, strike } from './strike.ts';

function withFault(fault: Fault, inner: { state: SimState; request: Request; handle: Handle }): Handle {
  return (bindings) =>
    strike(fault, { ...inner, handle: (added) => inner.handle({ ...bindings, ...added }) });
}

async function answerUnderFaults(
  state: SimState,
  handle: Handle,
  struck: { request: Request; faults: Fault[] },
) {
  if (state.outage === 'unreachable') throw lost();
  if (state.outage === 'maintenance') return htmlPage(503, '503 Service Unavailable');
  if (state.options.latencyMs > 0) await state.options.sleep(state.options.latencyMs);
  const { request, faults } = struck;
  const outermost = faults.reduceRight<Handle>(
    (inner, fault) => withFault(fault, { state, request, handle: inner }),
    handle,
  );
  return outermost({});
}

/**
 * Answers one call of the API as Poleepo would today: after the latency, under the faults that strike it. Every
 * call is counted. Throws a TypeError where the connection is lost.
 */
export async function answer(state: SimState, api: Hono<ApiEnv>, request: Request): Promise<Response> {
  const call = await recordCall(state, request);
  settleShippings(state);
  const faults = state.outage === null ? faultsFor(state, call) : [];
  call.faults = faults.map(({ kind }) => kind);
  const handle: Handle = async (bindings) => api.fetch(request, bindings);
  const response = await answerUnderFaults(state, handle, { request, faults });
  call.status = response.status;
  return response;
}
