import { Hono } from 'hono';
import { z } from 'zod';
import { addProductsSchema } from './add-products.ts';
import { type CatalogueControl, targetSchema } from './catalogue-control.ts';
import { manualFieldSchema } from './manual-fields.ts';

const timing = { commitAfterMs: z.number().nonnegative().optional() };
const stock = {
  quantity: z.number(),
  company: z.int().optional(),
  warehouse: z.int().optional(),
};

const bodies = {
  plain: z.strictObject({ product: targetSchema, ...timing }),
  change: z.strictObject({ product: targetSchema, vals: z.record(z.string(), z.json()), ...timing }),
  stock: z.strictObject({ product: targetSchema, ...stock, ...timing }),
  image: z.strictObject({ product: targetSchema, image: z.string().nullable(), ...timing }),
  deliver: z.strictObject({ order: z.int(), ...timing }),
};

/** What people do to products, as routes under `/_sim`: `product` is `{sku}`, `{id}` or `{templateId}`. */
export function catalogueRoutes(control: CatalogueControl): Hono {
  const app = new Hono();
  const post = <T>(path: string, schema: z.ZodType<T>, run: (body: T) => unknown) =>
    app.post(path, async (c) => c.json(run(schema.parse(await c.req.json())) ?? { ok: true }));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  post('/products/add', addProductsSchema, (body) => {
    const { templates, variants } = control.addProducts(body);
    return { templates: templates.length, variants: variants.length, first: variants[0] ?? null };
  });
  post('/fields', z.array(manualFieldSchema), (body) => control.addFields(body));
  post('/products/change', bodies.change, ({ product, vals, ...when }) =>
    control.changeProduct(product, vals, when),
  );
  post('/products/stock', bodies.stock, ({ product, commitAfterMs, ...amount }) =>
    control.setStock(product, amount, { commitAfterMs }),
  );
  post('/products/archive', bodies.plain, ({ product, ...when }) => control.archive(product, when));
  post('/products/unarchive', bodies.plain, ({ product, ...when }) => control.unarchive(product, when));
  post('/products/remove', bodies.plain, ({ product, ...when }) => control.remove(product, when));
  post('/products/image', bodies.image, ({ product, image, ...when }) =>
    control.setImage(product, image, when),
  );
  post('/deliver', bodies.deliver, ({ order, ...when }) => control.deliver(order, when));
  return app;
}
