import type { ContractReport } from '../src/poleepo/client.ts';

/** A report of the contract check for a terminal: what was asked, then each difference, those that break something first. */
export function formatReport({ endpoints, differences }: ContractReport): string {
  const asked = endpoints.map(
    ({ endpoint, answered, records }) => `  ${answered ? `${records} records` : 'no answer'}\t${endpoint}`,
  );
  const sorted = differences.toSorted((a, b) => (a.weight === b.weight ? 0 : a.weight === 'breaks' ? -1 : 1));
  const lines = sorted.map(
    ({ endpoint, member, assumed, found, mark, weight }) =>
      `  ${weight}\t${[endpoint, member].filter((part) => part !== '').join(' ')}: assumed ${assumed} (${mark}), found ${found}`,
  );
  const breaking = differences.filter(({ weight }) => weight === 'breaks').length;
  return [
    'Asked:',
    ...asked,
    `Differences: ${differences.length}, of which ${breaking} break something`,
    ...lines,
  ].join('\n');
}
