import type { Shipment } from '../../../sim/odoo/control/warehouse-control.ts';
import { minute } from '../../../src/kit/clock.ts';
import type { OdooVersion } from '../../../src/odoo/client.ts';
import { Api, type ApiAnswer } from './api.ts';
import { OneSale } from './one-sale.ts';
import type { World } from './world.ts';

/** Poleepo's medium box and central warehouse, as the simulator has them. */
export const mediumBox = 43;
export const warehouse = 301;

/** One order in both systems, and people who ship it. */
export class ShippingDesk {
  readonly sale: OneSale;
  readonly api: Pick<Api, 'get' | 'post' | 'put'>;
  /** Odoo's package type. */
  readonly boxId: number;

  private constructor(sale: OneSale, api: Api, boxId: number) {
    this.sale = sale;
    const { time } = sale.world;
    const awaited = async (answer: Promise<ApiAnswer>) => {
      let over = false;
      void answer.finally(() => (over = true)).catch(() => undefined);
      await time.run(() => over, minute);
      return answer;
    };
    this.api = {
      get: (path) => awaited(api.get(path)),
      post: (path, body) => awaited(api.post(path, body)),
      put: (path, body) => awaited(api.put(path, body)),
    };
    this.boxId = boxId;
  }

  static async open(version: OdooVersion, seed: number): Promise<ShippingDesk> {
    const sale = await OneSale.open(version, { seed });
    const { odoo } = sale.world;
    const box = { name: 'Box M', length: 300, width: 400, height: 200, maxWeight: 15 };
    const boxId = odoo.control.addPackageType(box);
    return new ShippingDesk(sale, await Api.signIn(sale.world, 'administrator'), boxId);
  }

  get world(): World {
    return this.sale.world;
  }

  /** Somebody reads Poleepo's types and says what the box stands for. */
  async mapBox(): Promise<void> {
    await this.api.get('/v1/package-types');
    await this.api.put(`/v1/package-types/${mediumBox}`, { odooPackageTypeId: this.boxId });
  }

  /** Somebody in the warehouse sends the goods; answers the delivery's id. */
  deliver(how: Shipment = { packages: [{ typeId: this.boxId, weight: 2.5 }] }): number {
    return this.world.odoo.control.ship(this.sale.saleId, how);
  }

  quotes(body: object = { saleOrderId: this.sale.saleId }): Promise<ApiAnswer> {
    return this.api.post('/v1/shipments/quotes', { pickupAddressId: warehouse, ...body });
  }

  /** How many calls were made to one side since the world's record was emptied. */
  calls(what: 'odoo' | 'poleepo'): number {
    return this.world.passed.filter((point) => point.what === what).length;
  }
}

/** The code of a refusal, with its status. */
export function refused({ status, json }: ApiAnswer): string {
  return `${status} ${(json['error'] as { code?: string } | undefined)?.code ?? 'no error'}`;
}
