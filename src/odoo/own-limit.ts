import { second } from '../kit/clock.ts';

/** How long Odoo may still be busy with a request whose answer was lost, in ms. */
export const odooLimit = 150 * second;
