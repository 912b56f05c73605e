import { SyncError } from '../kit/errors.ts';
import type { JobRow } from '../store/job-claims.ts';
import type { TenantContext } from '../tenants/context.ts';
import type { Outcome } from './outcome.ts';

/** The subject of the job that makes one check: `contract:chk_...`. */
export function contractSubject(id: string): string {
  return `contract:${id}`;
}

/** Compares Poleepo's real answers with what we assume, and keeps what differs. Changes nothing in Poleepo. */
export async function checkContract(
  { poleepo, stores, clock }: Pick<TenantContext, 'poleepo' | 'stores' | 'clock'>,
  { subject }: Pick<JobRow, 'subject'>,
): Promise<Outcome> {
  const id = /^contract:(chk_[0-9a-f]{32})$/.exec(subject)?.[1];
  if (id === undefined)
    throw new SyncError(`no contract check in subject ${subject}`, { code: 'internal', advice: 'give-up' });
  const report = await poleepo.checkContract();
  await stores.contract.finish(id, report, clock.now());
  const breaking = report.differences.filter(({ weight }) => weight === 'breaks').length;
  return { kind: 'updated', detail: { differences: report.differences.length, breaking } };
}
