import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { recordedVersions, recordings, type RecordedVersion } from '../../support/recordings.ts';
import { probe, probes, userOfKind } from './replay/right-probes.ts';
import { simOf } from './client.ts';

const matrix = z.record(z.string(), z.record(z.string(), z.string()));

function recordedRights(version: RecordedVersion) {
  const entry = recordings(version, 'rights').find(({ note }) => note === 'rights matrix');
  return Object.entries(matrix.parse(entry?.result));
}

/** Models that are not played: views, actions, wizards of invoices, parcels, manual fields. */
const notReplayed = new Set([
  'action_post',
  'button_validate',
  'check_object_reference (public xmlid lookup)',
  'create base.automation',
  'create invoice wizard',
  'create ir.actions.server code',
  'create ir.ui.view',
  'create manual field',
  'create stock.package.type',
  'create_invoices',
  'get_portal_url',
  'read account.move',
  'read existing posted invoice',
  'read invoice_ids',
  'read ir.actions.server',
  'read ir.actions.server.webhook_url',
  'read ir.config_parameter',
  'read ir.model',
  'read ir.model.fields',
  'read ir.module.module',
  'set move quantity',
  'web base url via get_base_url',
]);

describe.each(recordedVersions)('the rights of the simulated Odoo %i', (version) => {
  test.each(recordedRights(version))('of a user with "%s" are the recorded ones', async (kind, rights) => {
    const admin = simOf({ version }, 'admin');
    const user = userOfKind(admin, kind);
    const wrong: string[] = [];

    for (const [name, recorded] of Object.entries(rights)) {
      if (notReplayed.has(name)) continue;
      const answer = await probe(user, name);
      const fits = recorded === 'OK' ? answer === 'OK' : answer.startsWith(recorded);
      if (!fits) wrong.push(`${name}: recorded ${recorded}, simulated ${answer}`);
    }

    expect(wrong).toEqual([]);
  });

  test('are probed for everything that was recorded, or listed as not replayed', () => {
    const names = new Set(recordedRights(version).flatMap(([, rights]) => Object.keys(rights)));

    const idle = [...names].filter((name) => !notReplayed.has(name) && !(name in probes));

    expect(idle).toEqual([]);
  });
});
