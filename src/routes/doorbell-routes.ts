import { z } from 'zod';
import { rotateDoorbell, viewDoorbell } from '../tenants/doorbell.ts';
import { route, type RouteModule } from './route.ts';

const tag = 'Connections';

const doorbellView = z.object({
  /** To be called by Odoo with POST whenever products have changed; null where none was made yet. */
  url: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
});

export const doorbellRoutes: RouteModule = [
  route({
    method: 'get',
    path: '/v1/connections/odoo/doorbell',
    summary: 'The secret address at which Odoo rings when products have changed',
    tag,
    role: 'administrator',
    answer: doorbellView,
    handle: viewDoorbell,
  }),
  route({
    method: 'post',
    path: '/v1/connections/odoo/doorbell/rotate',
    summary: 'Make the doorbell, or another one; the address before is good no more',
    tag,
    role: 'administrator',
    answer: doorbellView,
    handle: async (entry) => {
      await rotateDoorbell(entry);
      return viewDoorbell(entry);
    },
  }),
];
