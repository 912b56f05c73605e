import { parseArgs } from 'node:util';
import { text } from 'node:stream/consumers';
import { systemClock } from '../src/kit/clock.ts';
import { systemFetch } from '../src/kit/http.ts';
import { createPoleepoClient } from '../src/poleepo/client.ts';
import { formatReport } from './format-contract-report.ts';

const usage = `npm run contract-check -- --client-id poleepo_... [--url https://api.poleepo.cloud] [--json]
The secret key is read from POLEEPO_CLIENT_SECRET, or else from the standard input.`;

const { values } = parseArgs({
  options: {
    'client-id': { type: 'string' },
    url: { type: 'string', default: 'https://api.poleepo.cloud' },
    json: { type: 'boolean', default: false },
  },
});

const clientId = values['client-id'];
if (clientId === undefined) {
  console.error(usage);
  process.exit(2);
}
const clientSecret = (process.env['POLEEPO_CLIENT_SECRET'] ?? (await text(process.stdin))).trim();
if (clientSecret === '') {
  console.error(usage);
  process.exit(2);
}

const client = createPoleepoClient(
  { baseUrl: values.url, clientId, clientSecret },
  { fetch: systemFetch, clock: systemClock, observe: () => undefined },
);
try {
  const report = await client.checkContract();
  console.log(values.json ? JSON.stringify(report, null, 2) : formatReport(report));
  process.exit(report.differences.some(({ weight }) => weight === 'breaks') ? 1 : 0);
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : 'Poleepo cannot be asked');
  process.exit(2);
}
