import { z } from 'zod';
import { demoAccess } from '../../../../sim/odoo/seed/people.ts';
import type { Recorded, Recording } from '../../../support/recordings.ts';
import { differences, plain } from './compare.ts';
import type { Scene, Script } from './play-file.ts';
import type { Envelope, Story } from './story.ts';

const requestSchema = z.object({
  service: z.string(),
  method: z.string(),
  args: z.array(z.json()),
});

const executeArgs = z.tuple([
  z.string(),
  z.int(),
  z.string(),
  z.string(),
  z.string(),
  z.array(z.json()),
  z.record(z.string(), z.json()),
]);

type Request = z.infer<typeof requestSchema>;

/** The confirmed order that the recordings try to delete, and the user who may do nothing. */
export function arrangeErrors(story: Story, entries: readonly Recording[]): void {
  const { db } = story.sim;
  const partner = story.ids.sim('res.partner', 3);
  const order = db.create('sale.order', { partner_id: partner, company_id: 2 });
  db.write('sale.order', [order], { state: 'sale' });
  const unlink = entries.find((entry) => entry.note === 'UserError');
  const [, , , , , [ids]] = executeArgs.parse(requestSchema.parse(unlink?.request).args);
  for (const id of z.array(z.int()).parse(ids)) story.know('sale.order', id, order);
  const denied = entries.find((entry) => entry.note === 'AccessError (ACL)');
  const [, uid] = executeArgs.parse(requestSchema.parse(denied?.request).args);
  const [internal = 0] = db.search('res.users', [['login', '=', demoAccess.internal.login]]);
  story.know('res.users', uid, internal);
}

/** The recorded request on this database, with its ids and secrets. */
function translated(story: Story, request: Request): Request {
  const args = request.args.map((arg) => (typeof arg === 'string' && /^demo\d\d$/.test(arg) ? 'demo' : arg));
  const execute = executeArgs.safeParse(args);
  if (request.service !== 'object' || !execute.success) return { ...request, args };
  const [database, uid, secret, model, method, list, kwargs] = execute.data;
  const call = story.translator.call({ model, method, args: list, kwargs });
  const own = secret.startsWith('pw-') ? demoAccess.internal.apiKey : secret;
  return {
    ...request,
    args: [database, story.ids.sim('res.users', uid), own, model, method, call.args, call.kwargs],
  };
}

const envelopeSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.json(),
  result: z.json().optional(),
  error: z.object({ code: z.int(), message: z.string(), data: z.record(z.string(), z.json()) }).optional(),
});

/** Plays a whole request; compares the envelope member by member, and the order of an error's members. */
const playRequest: Scene = async (story, entry) => {
  const request = requestSchema.parse(entry.request);
  const recorded = envelopeSchema.parse(entry.response);
  const answer = await story.rpc(translated(story, request));
  return judge(story, request, { recorded, answer }).map((line) => `${entry.note}: ${line}`);
};

function judge(
  story: Story,
  request: Request,
  sides: { recorded: z.infer<typeof envelopeSchema>; answer: Envelope },
): string[] {
  const { recorded, answer } = sides;
  const at = { model: '', path: 'response' };
  if ('result' in recorded !== 'result' in answer) return [JSON.stringify(answer)];
  if (recorded.error !== undefined) {
    const memberOrder = (error: Envelope['error']) => Object.keys(error?.data ?? {}).join();
    return [
      ...plain(story.ground, at, {
        recorded: { ...recorded.error, data: { ...recorded.error.data, debug: '' } },
        sim: { ...answer.error, data: { ...answer.error?.data, debug: '' } },
      }),
      ...(memberOrder(recorded.error) === memberOrder(answer.error) ? [] : [memberOrder(answer.error)]),
    ];
  }
  const execute = executeArgs.safeParse(request.args);
  const [, , , model, method] = execute.data ?? ['', 0, '', '', ''];
  const call = { model, method };
  return differences(story.ground, call, {
    recorded: recorded.result ?? null,
    sim: answer.result ?? null,
  });
}

/** Status, content type, and as much of the body as was recorded. */
const http =
  (send: (story: Story) => Promise<Response>): Scene =>
  async (story, entry) => {
    const [status, type, body] = z.tuple([z.int(), z.string(), z.string()]).parse(entry.result);
    const response = await send(story);
    const text = await response.text();
    const begins = body.startsWith('(') || text.startsWith(body) || sameStart(body, text);
    const found = { status: response.status, type: response.headers.get('content-type'), begins };
    const wanted = { status, type, begins: true };
    return JSON.stringify(found) === JSON.stringify(wanted)
      ? []
      : [`${entry.note}: ${JSON.stringify(found)} ${text}`];
  };

/** Python puts blanks behind colons and commas; long bodies were cut. */
function sameStart(recorded: string, simulated: string): boolean {
  const dense = (text: string) => text.replaceAll(/(?<=[:,]) /g, '');
  return dense(simulated).startsWith(dense(recorded));
}

const raw = (type: string, body: string) =>
  http((story) =>
    story.sim.fetch(
      new Request('http://odoo.test/jsonrpc', { method: 'POST', headers: { 'content-type': type }, body }),
    ),
  );

const login = async (story: Story, password: string): Promise<Recorded> =>
  (await story.rpc({ service: 'common', method: 'authenticate', args: ['demo', 'admin', password, {}] }))
    .result ?? null;

const scenes: Record<string, Scene> = {
  'HTTP not json': raw('application/json', 'not json'),
  'HTTP empty params': raw('application/json', '{}'),
  'HTTP text/plain content type': raw('text/plain', '{}'),
  'HTTP batch array': raw('application/json', '[{"jsonrpc": "2.0"}]'),
  '7 bad logins over RPC in a row': async (story, entry) => {
    const answers: Recorded[] = [];
    for (let count = 0; count < 7; count += 1) answers.push(await login(story, 'wrong'));
    return JSON.stringify(answers) === JSON.stringify(entry.result) ? [] : [JSON.stringify(answers)];
  },
  'then a good login': async (story, entry) => {
    const answer = await login(story, 'admin');
    return answer === entry.result ? [] : [JSON.stringify(answer)];
  },
};

/** What is played of errors.json: all but XML-RPC, which the simulator does not speak. */
export function errorScript(entries: readonly Recording[]): Script {
  const requests = entries.filter((entry) => entry.request !== undefined);
  const xml = entries.filter((entry) => entry.note.startsWith('XML-RPC'));
  return {
    scenes: { ...Object.fromEntries(requests.map((entry) => [entry.note, playRequest])), ...scenes },
    notReplayed: Object.fromEntries(xml.map((entry) => [entry.note, 'the simulator speaks JSON only'])),
  };
}
