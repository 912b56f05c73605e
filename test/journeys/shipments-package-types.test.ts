import { describe, expect, it } from 'vitest';
import { demoAccess } from '../../sim/odoo/seed/people.ts';
import { hour } from '../../src/kit/clock.ts';
import { mediumBox, refused, ShippingDesk } from '../support/world/shipments.ts';

type Type = { poleepoId: number; odooPackageTypeId: number | null; odooName: string | null };

async function typeOf(desk: ShippingDesk): Promise<Type | undefined> {
  const { json } = await desk.api.get('/v1/package-types');
  return (json['types'] as Type[]).find(({ poleepoId }) => poleepoId === mediumBox);
}

/** The daily user gets what an administrator may. */
function allowAsAdmin({ world }: ShippingDesk, version: number): void {
  const groups = version >= 19 ? 'group_ids' : 'groups_id';
  const [admin, daily] = [demoAccess.admin, demoAccess.ponte].map(({ login }) =>
    world.odoo.db.search('res.users', [['login', '=', login]]),
  );
  const [held] = world.odoo.db.read('res.users', admin ?? [], [groups]);
  world.odoo.db.write('res.users', daily ?? [], { [groups]: [[6, 0, held?.[groups] as number[]]] });
}

describe('package types', () => {
  it('are read from Poleepo once an hour, or when somebody asks for it', async () => {
    const desk = await ShippingDesk.open(18, 611);
    const asked = async (path: string) => {
      desk.world.passed.length = 0;
      const { json } = await desk.api.get(path);
      expect(json['types']).toHaveLength(5);
      return desk.calls('poleepo');
    };
    expect(await asked('/v1/package-types')).toBeGreaterThan(0);
    expect(await asked('/v1/package-types')).toBe(0);
    expect(await asked('/v1/package-types?refresh=true')).toBe(1);
    await desk.world.time.run(() => false, 2 * hour);
    expect(await asked('/v1/package-types')).toBeGreaterThan(0);
  });

  it('stand for one of Odoo’s, until somebody says that they stand for none', async () => {
    const desk = await ShippingDesk.open(18, 612);
    expect(await typeOf(desk)).toMatchObject({ odooPackageTypeId: null, odooName: null });
    await desk.mapBox();
    expect(await typeOf(desk)).toMatchObject({ odooPackageTypeId: desk.boxId, odooName: 'Box M' });
    await desk.api.put(`/v1/package-types/${mediumBox}`, { odooPackageTypeId: null });
    expect(await typeOf(desk)).toMatchObject({ odooPackageTypeId: null, odooName: null });
  });

  it('that one of the two sides does not have are refused', async () => {
    const desk = await ShippingDesk.open(18, 613);
    await desk.mapBox();
    const choose = (poleepoId: number, odooPackageTypeId: number | null) =>
      desk.api.put(`/v1/package-types/${poleepoId}`, { odooPackageTypeId });
    expect(refused(await choose(mediumBox, 99_999))).toBe('422 unknown-odoo-package-type');
    expect(refused(await choose(99_999, desk.boxId))).toBe('422 unknown-package-type');
    expect(await typeOf(desk)).toMatchObject({ odooPackageTypeId: desk.boxId });
  });

  it.each([16, 17, 18, 19] as const)('are made in Odoo %i by whoever may, and once', async (version) => {
    const desk = await ShippingDesk.open(version, 614);
    await desk.api.get('/v1/package-types');
    const create = () => desk.api.post(`/v1/package-types/${mediumBox}/create-in-odoo`);
    expect(refused(await create())).toBe('422 may-not-create-package-type');
    allowAsAdmin(desk, version);
    const first = await create();
    expect(first.json).toMatchObject({ poleepoId: mediumBox, odooName: 'Scatola media' });
    expect((await create()).json).toEqual(first.json);
    const { db } = desk.world.odoo;
    const made = db.search('stock.package.type', [['name', '=', 'Scatola media']]);
    expect(db.read('stock.package.type', made, ['packaging_length', 'width', 'height'])).toMatchObject([
      { packaging_length: 300, width: 400, height: 300 },
    ]);
  });
});

describe('pickup addresses', () => {
  it('are Poleepo’s, as it has them now', async () => {
    const desk = await ShippingDesk.open(18, 615);
    const { json } = await desk.api.get('/v1/pickup-addresses');
    expect(json['items']).toMatchObject([
      { id: 301, name: 'Magazzino centrale', city: 'Bologna', isDefault: true },
      { id: 302, isDefault: false },
    ]);
  });
});
