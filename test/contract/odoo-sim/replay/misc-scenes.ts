import { z } from 'zod';
import type { RecordedVersion, Recording } from '../../../support/recordings.ts';
import { plain } from './compare.ts';
import type { Scene, Script } from './play-file.ts';
import { race } from './races.ts';
import type { Story } from './story.ts';
import { isDict } from './translate.ts';

const writeLines = 'order_line commands: update(1), delete(2), create(0)';

const command = z.tuple([z.int(), z.int(), z.json()]);
const linesCall = z.tuple([z.tuple([z.int()]), z.object({ order_line: z.array(command) })]);

/** The user, the customer and the orders that the recordings found in place. */
export function arrangeMisc(story: Story, entries: readonly Recording[]): void {
  const { db } = story.sim;
  const find = (note: string) => entries.find((entry) => entry.note === note);
  const partner = db.read('res.users', [story.uid], ['partner_id'])[0]?.['partner_id'];
  const [partnerId] = z.tuple([z.int(), z.string()]).parse(partner);
  db.write('res.partner', [partnerId], { name: 'lp_runtime15' });
  const metadata = z
    .array(z.object({ create_uid: z.tuple([z.int(), z.string()]) }))
    .parse(find('get_metadata')?.result);
  story.know('res.users', metadata[0]?.create_uid[0] ?? 0, story.uid);
  const customer = db.create('res.partner', { name: 'Cliente Demo' });
  const loaded = find('load() with external id as runtime-minimal user')?.call?.args[1];
  const [[, customerId]] = z.tuple([z.tuple([z.string(), z.string()]).rest(z.string())]).parse(loaded);
  story.know('res.partner', Number(customerId), customer);
  arrangeOrders(story, { customer, entries });
}

function arrangeOrders(story: Story, at: { customer: number; entries: readonly Recording[] }): void {
  const { db } = story.sim;
  const [product = 0] = db.search('product.product', [['default_code', '=', 'DESK0006']]);
  const make = () =>
    db.create('sale.order', {
      partner_id: at.customer,
      company_id: 2,
      user_id: story.uid,
      order_line: [
        [0, 0, { product_id: product }],
        [0, 0, { product_id: product }],
      ],
    });
  const calls = at.entries.find((entry) => entry.note === writeLines)?.call?.args;
  const [[order], vals] = linesCall.parse(calls);
  const own = make();
  const lines = db.search('sale.order.line', [['order_id', '=', own]]);
  const [first, second] = vals.order_line;
  story.know('sale.order', order, own);
  story.know('sale.order.line', first?.[1] ?? 0, lines[0] ?? 0);
  story.know('sale.order.line', second?.[1] ?? 0, lines[1] ?? 0);
  const wizard = at.entries.find((entry) => entry.note === 'choose.delivery.carrier wizard')?.call?.args;
  const [{ order_id: chosen }] = z.tuple([z.object({ order_id: z.int() })]).parse(wizard);
  story.know('sale.order', chosen, make());
}

/** Four clients at once: one order with one line, and the losers in the recorded words. */
const fourLoads: Scene = async (story, entry) => {
  const { db } = story.sim;
  const [partner = 0] = db.search('res.partner', [['name', '=', 'Cliente Demo']]);
  const results = await race(story, 4, {
    model: 'sale.order',
    args: [['id', 'partner_id/.id', 'client_order_ref'], [['race.four', String(partner), 'FOUR']]],
    context: {},
  });
  const lost = results.filter((result) => result.ids === false);
  const recorded = (entry.results ?? []).filter((result) => isDict(result) && result['ids'] === false);
  const orders = db.count('sale.order', [['client_order_ref', '=', 'FOUR']]);
  return [
    ...(orders === 1 ? [] : [`${orders} orders`]),
    ...plain(story.ground, { model: 'sale.order', path: 'losers' }, { recorded: recorded[0], sim: lost[0] }),
  ];
};

/** A name given once is taken, whoever asks next. */
const fourNames: Scene = async (story, entry) => {
  const { db } = story.sim;
  const [partner = 0] = db.search('res.partner', [['name', '=', 'Cliente Demo']]);
  const admin = ['demo', 2, 'admin', 'ir.model.data', 'create'];
  const vals = { module: 'race', name: 'lock', model: 'res.partner', res_id: partner };
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() =>
      story.rpc({ service: 'object', method: 'execute_kw', args: [...admin, [vals], {}] }),
    ),
  );
  const refused = answers.flatMap((answer) => answer.error?.data['name'] ?? []);
  const recorded = (entry.results ?? []).filter((result) => typeof result === 'string');
  return JSON.stringify(refused) === JSON.stringify(recorded) ? [] : [JSON.stringify(refused)];
};

const silentlyEmpty: Scene = async (story) => {
  const id = story.sim.db.create('res.partner', {
    name: 'Da svuotare',
    country_id: story.ids.sim('res.country', 109),
  });
  await story.call({
    model: 'res.partner',
    method: 'write',
    args: [[id], { country_id: 'Italy' }],
    kwargs: {},
  });
  const [row] = story.sim.db.read('res.partner', [id], ['country_id']);
  return row?.['country_id'] === false ? [] : [JSON.stringify(row)];
};

const service =
  (name: string, method: string): Scene =>
  async (story, entry) => {
    const answer = await story.rpc({ service: name, method, args: [] });
    return answer.result === entry.result ? [] : [`${entry.note}: ${JSON.stringify(answer)}`];
  };

/** Several databases were on the recorded server; here it is one. */
const databases: Scene = async (story) => {
  const answer = await story.rpc({ service: 'db', method: 'list', args: [] });
  return JSON.stringify(answer.result) === '["demo"]' ? [] : [JSON.stringify(answer)];
};

/** Other orders may come first; the shape is what counts. */
const anyOrder: Scene = async (story, entry) => {
  const { call } = entry;
  if (call === undefined) return ['no call'];
  const answer = await story.call(story.translator.call(call));
  const shape = z.array(z.strictObject({ id: z.int(), name: z.string() })).length(1);
  return shape.safeParse(answer.result).success ? [] : [JSON.stringify(answer)];
};

/** What is played of misc.json. */
export function miscScript(version: RecordedVersion): Script {
  const manual = 'manual fields are not played';
  const views = 'views are not played';
  const find = 'read x_ field as runtime user';
  return {
    scenes: {
      "write country_id='Italy' (a string) silently gives": silentlyEmpty,
      '4 concurrent load() with the same external id': fourLoads,
      '4 concurrent ir.model.data.create with one name (a lock)': fourNames,
      'db.list': databases,
      'common.about': service('common', 'about'),
      'db.server_version': service('db', 'server_version'),
      ...(version === 18 ? {} : { [find]: anyOrder }),
    },
    notReplayed: {
      'XML-RPC method returning None: fault, but committed?': 'the simulator speaks JSON only',
      ...(version === 18 ? { [find]: manual } : {}),
      'create 3 manual fields': manual,
      'use at once': manual,
      'drop the fields': manual,
      'view on this version': views,
      'has notebook? product.product_normal_form_view': views,
      'has notebook? product.product_template_only_form_view': views,
      'has notebook? product.product_variant_easy_edit_view': views,
    },
  };
}
