import type { z } from 'zod';
import { SyncError } from '../../kit/errors.ts';
import type { ShipmentQuestion } from '../../trade/shipment-question.ts';
import { Problem } from '../problem.ts';
import type { MemberEntry } from '../route.ts';

/** Has the lane answer a question of somebody who prepares shipments. What it refuses, and what fails, is thrown. */
export async function askShipping<Answer extends z.ZodType>(
  { house, tenant }: MemberEntry,
  question: ShipmentQuestion,
  answer: Answer,
): Promise<z.output<Answer>> {
  const reply = await house.lane(tenant.id).shipping(question);
  if (reply.kind === 'answered') return answer.parse(JSON.parse(reply.json));
  if (reply.kind === 'failed') throw new SyncError(reply.message, reply);
  const { code, message, nextStep } = reply.refusal;
  throw new Problem({ status: taken.has(code) ? 409 : 422, code, message, hint: nextStep });
}

/** Refusals by how a shipment stands already, not by what was asked. */
const taken: ReadonlySet<string> = new Set([
  'already-shipped',
  'nothing-to-retry',
  'no-label-yet',
  'shipment-has-delivery',
]);
