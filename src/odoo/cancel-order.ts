import { z } from 'zod';
import { SyncError } from '../kit/errors.ts';
import type { SaleOrderId } from '../trade/ids.ts';
import { readOrder } from './order-state.ts';
import type { Session } from './session.ts';

/**
 * Cancels an order; answers whether it is cancelled then. Safe to repeat. Two calls.
 *
 * Odoo 16 to 18 answer with a dialogue and do nothing unless told not to ask, and extra modules may have dialogues of
 * their own; 17 to 19 refuse what is locked. So only the state that is read afterwards counts.
 */
export async function cancelOrder(session: Session, id: SaleOrderId): Promise<boolean> {
  const call = {
    model: 'sale.order',
    method: 'action_cancel',
    ids: [id],
    context: { disable_cancel_warning: true },
    write: true,
  };
  await session.ask(call, z.unknown()).catch((thrown: unknown) => {
    const said = thrown instanceof SyncError && (thrown.code === 'refused' || thrown.code === 'not-found');
    if (!said) throw thrown;
  });
  const after = await readOrder(session, id);
  return after === null || after.state === 'cancel';
}
