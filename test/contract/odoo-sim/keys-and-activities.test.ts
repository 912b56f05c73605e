import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { demoAccess } from '../../../sim/odoo/seed/people.ts';
import {
  type Recorded,
  recordings,
  recordedVersions,
  type RecordedVersion,
} from '../../support/recordings.ts';
import { customerOf, type SimClient, simOf, type Who } from './client.ts';

/** The recorded answer to a call, or the name of its error. */
function answerOf(version: RecordedVersion, file: string, note: string): Recorded | string {
  const entry = recordings(version, file).find((one) => one.note === note);
  if (entry === undefined) throw new Error(`${file} has no entry ${note}`);
  return entry.error?.data.name ?? entry.result ?? null;
}

const found = z.tuple([z.string(), z.union([z.int(), z.literal(false)])]);

/** Ids are each database's own. */
function shapeOf(answer: unknown): unknown {
  const { data } = found.safeParse(answer);
  return data === undefined ? answer : [data[0], data[1] === false ? false : 'an id'];
}

async function keyed(client: SimClient, key: string, context: Record<string, boolean> = {}) {
  const args = ['chiavi', key];
  const kwargs = { context };
  return client
    .call('ir.model.data/check_object_reference', args, kwargs)
    .then(shapeOf, (error: unknown) => String(error).split(': ')[1]);
}

const as = (client: SimClient, who: Who) => client.as(demoAccess[who].login, demoAccess[who].apiKey);

describe.each(recordedVersions)('an external id on %i', (version) => {
  const recorded = (note: string) => shapeOf(answerOf(version, 'rights-and-keys', note));

  test('tells the record to whoever sees it, hides it from others, and refuses who may see none', async () => {
    const client = simOf({ version });
    const customer = String(customerOf(client));
    const row = ['chiavi.ordine', customer, '2'];
    await client.call('sale.order/load', [['id', 'partner_id/.id', 'company_id/.id'], [row]]);

    expect(await keyed(client, 'nessuno')).toBe(recorded('check_object_reference, unknown key'));
    expect(await keyed(client, 'ordine')).toEqual(recorded('check_object_reference, known'));
    expect(await keyed(as(client, 'sales'), 'ordine')).toEqual(
      recorded('asked by a salesman who may not see that order (own documents)'),
    );
    expect(await keyed(as(client, 'internal'), 'ordine')).toBe(
      recorded('asked by a plain user without rights to orders'),
    );
  });

  test('is gone with its record', async () => {
    const client = simOf({ version });
    await client.call('res.partner/load', [['id', 'name'], [['chiavi.uno', 'Uno']]]);
    await client.as('admin', 'admin').call('res.partner/unlink', [[client.sim.db.ref('chiavi.uno') ?? 0]]);

    expect(await keyed(client, 'uno')).toBe(recorded('check_object_reference after unlink'));
  });

  test('of what is archived tells the record only to those who ask for such', async () => {
    const client = simOf({ version });
    await client.call('res.partner/load', [['id', 'name'], [['chiavi.uno', 'Uno']]]);
    client.sim.db.write('res.partner', [client.sim.db.ref('chiavi.uno') ?? 0], { active: false });
    const archived = (note: string) => shapeOf(answerOf(version, 'archived-partner-key', note));

    expect(await keyed(client, 'uno')).toEqual(archived('its key'));
    expect(await keyed(client, 'uno', { active_test: false })).toEqual(
      archived('its key with active_test false in the context'),
    );
  });
});

const loaded = z.object({ ids: z.tuple([z.int()]) });

describe.each(recordedVersions)('a to-do on %i', (version) => {
  const recorded = (note: string) => answerOf(version, 'activities-load', note);
  const idIn = (answer: unknown) => loaded.parse(answer).ids[0];

  async function arranged() {
    const client = simOf({ version });
    const order = client.sim.db.create('sale.order', { partner_id: customerOf(client), company_id: 2 });
    const columns = ['id', 'res_model_id/id', 'res_id', 'activity_type_id/id', 'summary'];
    const cells = ['sale.model_sale_order', String(order), 'mail.mail_activity_data_todo', 'Da fare'];
    const load = async () =>
      idIn(await client.call('mail.activity/load', [columns, [['chiavi.todo', ...cells]]]));
    return { client, load };
  }

  test('is the same one by its key', async () => {
    const { load } = await arranged();

    expect([await load(), await load()]).toEqual([1, 1]);
    expect(idIn(recorded('the same again'))).toBe(idIn(recorded('a to-do by load, keyed, for another user')));
  });

  test('that was done is made anew by its key until 18, and stays done from 19 on', async () => {
    const { client, load } = await arranged();
    const first = await load();
    const before = idIn(recorded('the same again'));

    expect(await client.call('mail.activity/action_feedback', [[first]])).toBeTypeOf('number');
    expect(await keyed(client, 'todo')).toEqual(shapeOf(recorded('the reference after done')));
    expect((await load()) === first).toBe(idIn(recorded('the load again after done')) === before);
    expect(version >= 19).toBe(idIn(recorded('the load again after done')) === before);
  });

  test('that was deleted is made anew by its key', async () => {
    const { client, load } = await arranged();
    const first = await load();
    await client.call('mail.activity/unlink', [[first]]);

    expect(await load()).not.toBe(first);
    expect(idIn(recorded('the load after unlink makes a new one'))).toBeGreaterThan(0);
  });
});

describe.each(recordedVersions)('the code of a recipient of electronic invoices on %i', (version) => {
  test('is cut to seven characters', async () => {
    const entries = recordings(version, 'partner-load-it');
    const at = entries.findIndex(({ note }) => note === 'an SdI code of 8');
    const kept = z.tuple([z.looseObject({ l10n_it_pa_index: z.string() })]).parse(entries[at + 1]?.result);
    const client = simOf({ version });
    const id = client.sim.db.create('res.partner', { name: 'Anna Verdi', l10n_it_pa_index: 'ABCD1234' });

    const [partner] = client.sim.db.read('res.partner', [id], ['l10n_it_pa_index']);
    expect(partner?.['l10n_it_pa_index']).toBe(kept[0].l10n_it_pa_index);
    expect(await client.call('res.partner/fields_get', [['l10n_it_pa_index']])).toMatchObject({
      l10n_it_pa_index: { size: 7 },
    });
  });
});
