import { float, many2one } from '../engine/fields.ts';
import { defineModel, type Model } from '../engine/model.ts';
import { create } from '../engine/orm.ts';
import { type OdooVersion, refOf } from '../engine/value.ts';

const acl = { 'sales_team.group_sale_salesman': 'rwcu' };

const cancelOrder = () =>
  defineModel({
    name: 'sale.order.cancel',
    description: 'Sales Order Cancel',
    className: 'SaleOrderCancel',
    recName: 'id',
    acl,
    fields: {
      order_id: many2one('Sale Order', 'sale.order', { required: true, ondelete: 'cascade' }),
    },
    methods: {
      action_cancel: {
        on: 'records',
        params: [],
        run: ({ env, ids }) => {
          const order = refOf(env.get('sale.order.cancel', ids[0] ?? 0)['order_id']) ?? 0;
          const model = env.model('sale.order');
          const quiet = env.with({ disable_cancel_warning: true });
          return model.methods['action_cancel']?.run({ env: quiet, model, ids: [order], args: {} });
        },
      },
    },
  });

const chooseCarrier = () =>
  defineModel({
    name: 'choose.delivery.carrier',
    description: 'Delivery Carrier Selection Wizard',
    className: 'ChooseDeliveryCarrier',
    recName: 'id',
    acl,
    fields: {
      order_id: many2one('Order', 'sale.order', { required: true, ondelete: 'cascade' }),
      carrier_id: many2one('Shipping Method', 'delivery.carrier', { required: true }),
      delivery_price: float('Delivery Price', { default: 0 }),
      display_price: float('Cost', { default: 0, readonly: true }),
    },
    methods: {
      button_confirm: {
        on: 'records',
        params: [],
        run: ({ env, ids }) => {
          const choice = env.get('choose.delivery.carrier', ids[0] ?? 0);
          const carrier = env.row('delivery.carrier', refOf(choice['carrier_id']));
          create(env, env.model('sale.order.line'), [
            {
              order_id: choice['order_id'] ?? false,
              product_id: carrier?.['product_id'] ?? false,
              price_unit: choice['delivery_price'] ?? 0,
              is_delivery: true,
            },
          ]);
          return undefined;
        },
      },
    },
  });

/** 19 cancels without asking. */
export const wizardModels = (version: OdooVersion): Model[] => [
  ...(version <= 18 ? [cancelOrder()] : []),
  chooseCarrier(),
];
