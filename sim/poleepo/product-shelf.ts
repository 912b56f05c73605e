import { catalogue } from '../catalogue.ts';
import type { Product } from './product.ts';

const firstProductId = 16_292_716;
const catalogueIds = new Map(catalogue.map(({ sku }, index) => [sku, firstProductId + index]));

/** The id that an article of the demonstration shop has, or will have once it is a product of the account. */
export function catalogueProductId(sku: string): number | undefined {
  return catalogueIds.get(sku);
}

/** The products of one account, found by id and by SKU without a look at the others. */
export class ProductShelf {
  readonly #byId = new Map<number, Product>();
  readonly #bySku = new Map<string, Product[]>();
  readonly #lists = new Map<boolean | undefined, readonly Product[]>();
  readonly #given = new Set<number>();
  #lastId = firstProductId + catalogue.length - 1;

  get size(): number {
    return this.#byId.size;
  }

  get(id: number): Product | undefined {
    return this.#byId.get(id);
  }

  /** The products with a SKU, the oldest first: old shops have some twice. */
  withSku(sku: string): readonly Product[] {
    return this.#bySku.get(sku) ?? [];
  }

  parent(sku: string): Product | undefined {
    return this.withSku(sku).find(({ type }) => type.id === 'PARENT');
  }

  /** All products, or those that are active or not, the oldest first. The list is the shelf's own. */
  list(active?: boolean): readonly Product[] {
    const known = this.#lists.get(active);
    if (known !== undefined) return known;
    const all = [...this.#byId.values()];
    const listed = active === undefined ? all : all.filter((product) => product.active === active);
    this.#lists.set(active, listed);
    return listed;
  }

  /** A new id, never one that was used: for an article of the catalogue its own, so that orders name it. */
  newId(sku: string): number {
    const own = catalogueIds.get(sku);
    const id = own === undefined || this.#given.has(own) ? (this.#lastId += 1) : own;
    if (id === own) this.#given.add(id);
    return id;
  }

  add(product: Product): void {
    this.#byId.set(product.id, product);
    this.#index(product);
    this.#lists.clear();
  }

  /** Sets members of a product; a member that is undefined is taken away. Children follow a parent's new SKU. */
  change(product: Product, members: { [member in keyof Product]?: Product[member] | undefined }): void {
    const { sku } = product;
    const renamed = members.sku !== undefined && members.sku !== sku;
    if (renamed) this.#unindex(product);
    for (const [name, value] of Object.entries(members)) {
      if (value === undefined) Reflect.deleteProperty(product, name);
      else Reflect.set(product, name, value);
    }
    this.#lists.clear();
    if (!renamed) return;
    this.#index(product);
    if (product.type.id !== 'PARENT') return;
    for (const child of this.#byId.values())
      if (child.parent_id === product.id) child.parent_sku = product.sku;
  }

  remove(product: Product): void {
    this.#unindex(product);
    this.#byId.delete(product.id);
    this.#lists.clear();
  }

  clear(): void {
    this.#byId.clear();
    this.#bySku.clear();
    this.#lists.clear();
  }

  #index(product: Product): void {
    const same = this.#bySku.get(product.sku);
    if (same === undefined) this.#bySku.set(product.sku, [product]);
    else same.push(product);
  }

  #unindex(product: Product): void {
    const others = this.withSku(product.sku).filter((other) => other !== product);
    if (others.length === 0) this.#bySku.delete(product.sku);
    else this.#bySku.set(product.sku, others);
  }
}
