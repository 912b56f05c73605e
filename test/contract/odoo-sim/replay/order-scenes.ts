import { z } from 'zod';
import type { RecordedVersion, Recording } from '../../../support/recordings.ts';
import type { Scene, Script } from './play-file.ts';
import { raceWithRetries } from './races.ts';
import type { Story } from './story.ts';

const attributes = z.record(z.string(), z.record(z.string(), z.json()));

/** Every recorded field is there, with what was recorded about it. */
function fieldsOf(model: string, unplayed: readonly string[]): Scene {
  return async (story, entry) => {
    const answer = await story.call({
      model,
      method: 'fields_get',
      args: [],
      kwargs: { attributes: ['type', 'required', 'readonly', 'store', 'relation', 'selection'] },
    });
    const recorded = attributes.parse(entry.result);
    const simulated = attributes.parse(answer.result);
    return Object.entries(recorded).flatMap(([name, field]) => {
      if (unplayed.includes(name)) return [];
      const own = simulated[name] ?? {};
      const wrong = Object.entries(field).filter(
        ([key, value]) => JSON.stringify(own[key]) !== JSON.stringify(value),
      );
      return wrong.map(([key]) => `${model}.${name}.${key}: ${JSON.stringify(own[key])}`);
    });
  };
}

function requiredOf(model: string): Scene {
  return async (story, entry) => {
    const answer = await story.call({
      model,
      method: 'fields_get',
      args: [],
      kwargs: { attributes: ['required'] },
    });
    const own = Object.entries(attributes.parse(answer.result))
      .filter(([, field]) => field['required'] === true)
      .map(([name]) => name)
      .toSorted();
    const recorded = z.array(z.string()).parse(entry.result).toSorted();
    return JSON.stringify(own) === JSON.stringify(recorded) ? [] : [`required: ${own.join(', ')}`];
  };
}

const packaging = ['product_packaging_id', 'procurement_group_id'];

const orderScenes: Record<string, Scene> = {
  'sale.order fields of interest': fieldsOf('sale.order', packaging),
  'sale.order.line fields of interest': fieldsOf('sale.order.line', packaging),
  'required fields sale.order': requiredOf('sale.order'),
  'required fields line': requiredOf('sale.order.line'),
};

const orderExcuses: Record<string, string> = {
  'required partner': 'accounting properties of partners are not played',
};

const privatelyMade = new Set(['wizard sale.order.cancel create']);

/** What is played of orders.json, or of load-idempotent.json. */
export function orderScript(version: RecordedVersion, part: 'orders' | 'loads' = 'orders'): Script {
  if (part === 'orders') {
    return { scenes: { ...orderScenes, ...(version <= 17 ? cancelWizard : {}) }, notReplayed: orderExcuses };
  }
  return {
    scenes: {
      '6 concurrent reservations with retry': raceWithRetries,
      'after unlink: external id gone?': unlinkAndForget,
    },
    notReplayed: {},
  };
}

/** The order of the wizard was made outside the recording. */
const cancelWizard: Record<string, Scene> = {
  [[...privatelyMade][0] ?? '']: (story, entry) => {
    const [vals] = z.tuple([z.object({ order_id: z.int() })]).parse(entry.call?.args);
    const { db } = story.sim;
    const [partner = 0] = db.search('res.partner', [['ref', '=', 'AMZ-12345']]);
    story.know('sale.order', vals.order_id, db.create('sale.order', { partner_id: partner, company_id: 2 }));
    return story.play(entry);
  },
};

/** The recorded id is gone, so that a later one is another record. */
const unlinkAndForget: Scene = async (story: Story, entry: Recording) => {
  const found = await story.play(entry);
  const [ids] = z.tuple([z.array(z.int())]).parse(entry.call?.args);
  for (const id of ids) story.ids.forget('sale.order', id);
  return found;
};

/** The recorded 19 had met the same customer before. */
export function rememberOlderCustomer(story: Story): void {
  const { db } = story.sim;
  const parent = db.create('res.partner', {
    name: 'Mario Rossi',
    email: 'mario.rossi@example.com',
    ref: 'AMZ-12345',
  });
  db.create('res.partner', { name: 'Delivery', type: 'delivery', parent_id: parent });
  db.create('res.partner', { name: 'Invoice', type: 'invoice', parent_id: parent });
}
