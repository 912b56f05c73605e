import { sentWhileUnknown, tooManyPolls } from './batch-world.ts';
import type { ProductStorm, StormVariant } from './product-storm.ts';

interface Row {
  kind: string;
  odoo_id: number;
  sku: string | null;
  state: string;
  published: number;
  poleepo_ref: number | null;
  error: string | null;
  batch_id: string | null;
}

/** What is wrong with a world in which Poleepo should show what Odoo says last; empty where all is well. */
export function productComplaints(storm: ProductStorm): string[] {
  const { world } = storm;
  const rows = world.rows<Row>('SELECT * FROM products');
  return [
    ...storm.variants.flatMap((one) => aboutVariant(storm, one, rows)),
    ...rows.flatMap(aboutRow),
    ...(storm.fields ? storm.variants.flatMap((one) => aboutFields(storm, one, rows)) : []),
    ...tooManyPolls(world),
    ...sentWhileUnknown(world),
  ];
}

/** Products that end in an error which stands. */
export function standing({ world }: ProductStorm): number {
  return world.rows("SELECT 1 FROM products WHERE state = 'error' AND poleepo_ref IS NOT NULL").length;
}

const rowOf = (rows: readonly Row[], { id }: StormVariant) =>
  rows.find(({ kind, odoo_id }) => kind === 'variant' && odoo_id === id);

function aboutVariant(storm: ProductStorm, one: StormVariant, rows: readonly Row[]): string[] {
  const { sku, template, stock } = one;
  const offered = one.published && !one.archived;
  const row = rowOf(rows, one);
  const there = storm.world.poleepo.control.products().filter((product) => product.sku === sku);
  if (there.length > 1) return [`${sku} is at Poleepo ${there.length} times`];
  const [product] = there;
  const mayErr = storm.hopeless.includes(sku) || (offered && template.unclear);
  const wrong: [boolean, string][] = [[!mayErr && row?.state === 'error', `in error: ${row?.error}`]];
  const pieces = offered ? stock : 0;
  if (row?.state === 'error') wrong.push([(product?.quantity ?? 0) > pieces, `oversold, of ${pieces}`]);
  else if (!offered) wrong.push([product?.active === true || (product?.quantity ?? 0) > 0, 'still in sale']);
  else {
    wrong.push(
      [product?.quantity !== stock, `not ${stock} pieces`],
      [product?.price !== template.price, `not at ${template.price}`],
      [Math.abs((product?.price_with_tax ?? 0) - template.price * 1.22) > 0.006, `not at its price with tax`],
      [product?.title !== template.name, `not called ${template.name}`],
      [product?.active === false, 'out of sale'],
    );
  }
  const shown = JSON.stringify({
    q: product?.quantity,
    p: product?.price,
    g: product?.price_with_tax,
    t: product?.title,
    a: product?.active,
  });
  return wrong.filter(([is]) => is).map(([, what]) => `${sku} ${what}: ${row?.state} ${shown}`);
}

/** Nothing is left open, and whatever is in error says why. */
function aboutRow({ kind, odoo_id: id, sku, state, error, batch_id: batch }: Row): string[] {
  const named = `${kind} ${sku ?? id}`;
  const reason = (JSON.parse(error ?? '{}') as { code?: string }).code ?? '';
  const ended = ['completed', 'withdrawn', 'unpublished', 'error'].includes(state);
  // A variant whose parent cannot be told says so.
  if (!ended && !(state === 'waiting' && kind === 'variant')) return [`${named} is ${state}`];
  if (batch !== null) return [`${named} is still in ${batch}`];
  return state === 'error' && reason === '' ? [`${named} is in error without a reason`] : [];
}

function aboutFields({ world }: ProductStorm, one: StormVariant, rows: readonly Row[]): string[] {
  const row = rowOf(rows, one);
  if (row === undefined || row.poleepo_ref === null) return [];
  const fields = ['ref', 'status', 'error'].map((name) => `x_poleepo_${name}`);
  const [told] = world.odoo.db.read('product.product', [one.id], fields);
  const code = (JSON.parse(row.error ?? '{}') as { code?: string }).code ?? '';
  const said = told?.['x_poleepo_error'];
  const wrong: [boolean, string][] = [
    [told?.['x_poleepo_ref'] !== row.poleepo_ref, 'ref'],
    [told?.['x_poleepo_status'] !== row.state, 'status'],
    [code === '' ? said !== false : typeof said !== 'string' || !said.startsWith(code), 'error'],
  ];
  return wrong
    .filter(([is]) => is)
    .map(([, what]) => `${one.sku} is ${row.state} (${code}), but Odoo says ${what} ${JSON.stringify(told)}`);
}
