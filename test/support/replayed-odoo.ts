import { z } from 'zod';
import type { Fetch } from '../../src/kit/http.ts';
import { createOdooClient, type OdooClient, type OdooPlatform } from '../../src/odoo/client.ts';
import type { OdooVersion } from '../../src/odoo/client.ts';
import type { CompanyId } from '../../src/trade/ids.ts';
import { json2In, postedIn } from '../contract/odoo-client/support/recorded.ts';
import { quickClock } from '../unit/odoo/support/quick-clock.ts';

/** What stands in recordings for the key of the user who asked. */
const key = '<key>';

/**
 * A client whose every call is answered by what a real server answered to the very same call; one that was not recorded
 * is an error.
 */
export function replayedOdoo(
  version: OdooVersion,
  { file, companyId, rights }: { file: string; companyId: number } & Pick<OdooPlatform, 'rights'>,
): OdooClient {
  const fetch = version === 19 ? named(file) : posted(version, file);
  const connection = {
    url: 'https://odoo.example.com/',
    database: `odoo${version}`,
    login: 'ponte',
    apiKey: key,
    uid: uidIn(version, file),
    version,
    companyId: companyId as CompanyId,
  };
  const platform = {
    fetch,
    clock: quickClock(),
    observe: () => undefined,
    write: <T>(task: () => Promise<T>) => task(),
  };
  return createOdooClient(connection, rights === undefined ? platform : { ...platform, rights });
}

const call = z.object({
  params: z.object({ service: z.string(), method: z.string(), args: z.array(z.unknown()) }),
});

function posted(version: OdooVersion, file: string): Fetch {
  const answers = new Map(
    postedIn(version, file).map(({ request, response }) => [JSON.stringify(request), response]),
  );
  return async (request) => {
    const { params } = call.parse(await request.json());
    const { service, method, args } = params;
    return answered(answers.get(JSON.stringify({ service, method, args })), args);
  };
}

function named(file: string): Fetch {
  const answers = new Map(
    json2In(file).map(({ request, response, status }) => [
      JSON.stringify(request),
      Response.json(response, { status }),
    ]),
  );
  return async (request) => {
    const { pathname: path } = new URL(request.url);
    const body: unknown = await request.json();
    const answer = answers.get(JSON.stringify({ path, body }));
    if (answer === undefined) throw new Error(`${path} was not recorded with ${JSON.stringify(body)}`);
    return answer.clone();
  };
}

function answered(answer: unknown, asked: unknown): Response {
  if (answer === undefined) throw new Error(`this was not recorded: ${JSON.stringify(asked)}`);
  return Response.json(answer);
}

/** As whom the recorded calls were made; JSON-2 tells it by the key alone. */
function uidIn(version: OdooVersion, file: string): number {
  const uid = version === 19 ? 5 : postedIn(version, file)[0]?.request.args[1];
  return z.number().parse(uid);
}
