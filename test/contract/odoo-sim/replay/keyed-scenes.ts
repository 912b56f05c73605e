import { z } from 'zod';
import { demoAccess } from '../../../../sim/odoo/seed/people.ts';
import { type Recorded, type RecordedVersion, recordings } from '../../../support/recordings.ts';
import { differences, plain } from './compare.ts';
import type { Scene, Script } from './play-file.ts';
import { race } from './races.ts';
import { isDict } from './translate.ts';

/** Six clients, one order with two lines: one wins, the others lose in the recorded words. */
const sixClients =
  (ref: string): Scene =>
  async (story, entry) => {
    const { db } = story.sim;
    const [product = 0] = db.search('product.product', [['default_code', '=', 'DESK0005']]);
    const partner = db.create('res.partner', { name: 'Sei Clienti' });
    const fields = [
      'id',
      'partner_id/.id',
      'client_order_ref',
      'order_line/id',
      'order_line/product_id/.id',
      'order_line/name',
    ];
    const row = (key: string, line: string) => [
      key,
      key && String(partner),
      key && ref,
      line,
      String(product),
      'L',
    ];
    const results = await race(story, 6, {
      model: 'sale.order',
      args: [fields, [row('race.six', 'race.six_1'), row('', 'race.six_2')]],
      context: { allowed_company_ids: [1], lang: 'en_US', tz: 'UTC' },
    });
    const losers = (list: Recorded[]) => list.filter((result) => isDict(result) && result['ids'] === false);
    const recorded = losers(entry.results ?? []);
    const simulated = losers(results);
    const order = db.search('sale.order', [['client_order_ref', '=', ref]]);
    const winner = (entry.results ?? []).find((result) => isDict(result) && Array.isArray(result['ids']));
    const [recordedOrder] = isDict(winner) && Array.isArray(winner['ids']) ? winner['ids'] : [];
    if (typeof recordedOrder === 'number') story.ids.match('sale.order', recordedOrder, order[0] ?? 0);
    return [
      ...(order.length === 1 ? [] : [`${order.length} orders of one key`]),
      ...(simulated.length === 5 ? [] : [`${simulated.length} losers`]),
      ...plain(
        story.ground,
        { model: 'sale.order', path: 'loser' },
        {
          recorded: recorded[0],
          sim: simulated[0],
        },
      ),
    ];
  };

const requestSchema = z.object({ path: z.string(), body: z.record(z.string(), z.json()) });

/** A recorded JSON-2 call: the status and the body, without the traceback. */
const jsonTwo: Scene = async (story, entry) => {
  const { path, body } = requestSchema.parse(entry.request);
  const [, , , model = '', method = ''] = path.split('/');
  const badKey = entry.note === 'JSON-2: bad key';
  const named = story.translator.named(model, body);
  const key = badKey ? '0'.repeat(40) : demoAccess.admin.apiKey;
  const response = await story.jsonTwo(path, named, key);
  const status = response.status === entry.status ? [] : [`status ${response.status}`];
  const answer = z.json().parse(await response.json());
  const simulated = isDict(answer) && 'debug' in answer ? withoutDebug(answer) : answer;
  const recorded = entry.response ?? null;
  const failed = response.status >= 400;
  const lines = failed
    ? plain(story.ground, { model, path }, { recorded, sim: simulated })
    : differences(story.ground, { model, method }, { recorded, sim: simulated });
  return [...status, ...lines].map((line) => `${entry.note}: ${line}`);
};

function withoutDebug(answer: Record<string, Recorded>): Record<string, Recorded> {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'debug'));
}

/** The recorded shop sold desks first. */
const twoDesks: Scene = async (story, entry) => {
  const { db } = story.sim;
  const desks = db.search('product.product', [['default_code', '=like', 'DESK%']]);
  const others = db.search('product.product', [['id', 'not in', desks]]);
  db.write('product.product', others, { sale_ok: false });
  db.write('product.product', desks, { list_price: 750 });
  return jsonTwo(story, entry);
};

/** Any message may be the next one. */
const messagePosted: Scene = async (story, entry) => {
  const { path, body } = requestSchema.parse(entry.request);
  const response = await story.jsonTwo(path, story.translator.named('sale.order', body));
  const answer = z
    .array(z.int())
    .length(1)
    .safeParse(await response.json());
  return response.status === entry.status && answer.success ? [] : [`${entry.note}: ${response.status}`];
};

/** The reference that the recorded clients gave their order. */
function refOfTheRace(version: RecordedVersion): string {
  const count = recordings(version, 'keyed-load-and-races').find(
    (entry) => entry.note === 'orders of that key',
  );
  const [[[, , ref]]] = z
    .tuple([z.tuple([z.tuple([z.string(), z.string(), z.string()])])])
    .parse(count?.call?.args);
  return ref;
}

const procedures = 'server actions are not played: they run Python';

/** What is played of keyed-load-and-races.json. */
export function keyedScript(version: RecordedVersion): Script {
  const two = [
    'load of an order with lines',
    'the same again',
    'read',
    'confirm',
    'confirm again',
    'write',
    'create one partner',
    'unknown field',
    'unknown method',
    'missing record',
    'bad key',
  ];
  return {
    scenes: {
      'six clients at once load the same order with two lines': sixClients(refOfTheRace(version)),
      ...(version >= 19
        ? {
            ...Object.fromEntries(two.map((note) => [`JSON-2: ${note}`, jsonTwo])),
            'JSON-2: version of the user': contextOfUser,
            'JSON-2: search_read': twoDesks,
            'JSON-2: message_post': messagePosted,
          }
        : {}),
    },
    notReplayed: {
      'six clients at once run the order procedure with one key': procedures,
      'orders of that key #2': procedures,
      'pricelist price through a procedure': procedures,
      'a with statement in a code action is refused': procedures,
      ...(version >= 19 ? { 'JSON-2: procedure': procedures } : {}),
    },
  };
}

/** The zone is the user's own. */
const contextOfUser: Scene = async (story, entry) => {
  const { path, body } = requestSchema.parse(entry.request);
  const response = await story.jsonTwo(path, body);
  const answer = z.record(z.string(), z.json()).parse(await response.json());
  const recorded = isDict(entry.response) ? entry.response : {};
  return plain(
    story.ground,
    { model: 'res.users', path },
    {
      recorded: { ...recorded, tz: 'own' },
      sim: { ...answer, tz: 'own' },
    },
  );
};
