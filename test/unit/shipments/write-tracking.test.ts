import { describe, expect, test } from 'vitest';
import { SyncError } from '../../../src/kit/errors.ts';
import { writeTracking } from '../../../src/shipments/write-tracking.ts';

type Written = { trackingRef: string; carrierId?: number };

const gone = () => new SyncError('no such method', { code: 'refused', side: 'odoo' });

/** An Odoo that has one delivery method, and a memory of another; what it was told. */
function books(known: number, real: number, failure: SyncError = gone()) {
  const written: Written[] = [];
  const asked: (number | undefined)[] = [];
  return {
    written,
    asked,
    reference: {
      deliveryMethods: async ({ maxAge }: { maxAge?: number } = {}) => {
        asked.push(maxAge);
        return [{ id: maxAge === 0 ? real : known, name: 'BRT' }];
      },
    },
    odoo: {
      deliveries: {
        setTracking: async ({ trackingRef, carrierId }: Written) => {
          if (carrierId !== undefined && carrierId !== real) throw failure;
          written.push({ trackingRef, ...(carrierId === undefined ? {} : { carrierId }) });
          return 'written' as const;
        },
      },
    },
  };
}

const code = { trackingCode: 'BRT1', courier: 'BRT' };

describe('a tracking code', () => {
  test('goes with the delivery method of the courier’s name', async () => {
    const at = books(5, 5);
    await writeTracking(at, 7, code);
    expect([at.written, at.asked]).toEqual([[{ trackingRef: 'BRT1', carrierId: 5 }], [undefined]]);
  });

  test('goes with the method that there is now where the one that is kept is gone', async () => {
    const at = books(5, 6);
    await writeTracking(at, 7, code);
    expect([at.written, at.asked]).toEqual([[{ trackingRef: 'BRT1', carrierId: 6 }], [undefined, 0]]);
  });

  test('goes alone where no method has that name', async () => {
    const at = books(5, 5);
    await writeTracking(at, 7, { trackingCode: 'GLS1', courier: 'GLS' });
    await writeTracking(at, 7, { trackingCode: 'X1', courier: null });
    expect(at.written).toEqual([{ trackingRef: 'GLS1' }, { trackingRef: 'X1' }]);
  });

  test('that cannot be written for another reason is not tried twice', async () => {
    const failure = new SyncError('busy', { code: 'conflict', side: 'odoo' });
    const at = books(5, 6, failure);
    await expect(writeTracking(at, 7, code)).rejects.toBe(failure);
    expect(at.asked).toEqual([undefined]);
  });
});
