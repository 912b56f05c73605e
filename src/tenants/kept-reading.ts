import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import type { Memory } from '../kit/memory.ts';

/** Small enough for one entry of the memory. */
const longestText = 100_000;

const entry = z.object({ where: z.string(), at: z.number(), json: z.string() });

/** One piece of reference data, kept in the memory with when and where it was read: it outlives the process. */
export class KeptReading<T> {
  readonly #memory: Memory;
  readonly #clock: Clock;
  readonly #name: string;
  readonly #shape: z.ZodType<T>;
  #underWay: { where: string; value: Promise<T> } | null = null;

  constructor({ memory, clock }: { memory: Memory; clock: Clock }, name: string, shape: z.ZodType<T>) {
    this.#memory = memory;
    this.#clock = clock;
    this.#name = name;
    this.#shape = shape;
  }

  /** What was read there less than `maxAge` ms ago; else it is read by whoever asks first. A failed read is not kept. */
  async of(where: string, maxAge: number, read: () => Promise<T>): Promise<T> {
    const known = await this.#known(where, maxAge);
    if (known !== null) return known.value;
    const other = this.#underWay;
    if (other?.where === where) return other.value;
    const mine = { where, value: this.#readAndKeep(where, read) };
    this.#underWay = mine;
    return mine.value.finally(() => {
      if (this.#underWay === mine) this.#underWay = null;
    });
  }

  async forget(): Promise<void> {
    await this.#memory.put(this.#name, null);
  }

  async #known(where: string, maxAge: number): Promise<{ value: T } | null> {
    const { data } = entry.safeParse(await this.#memory.get(this.#name));
    if (data === undefined || data.where !== where || data.at + maxAge <= this.#clock.now()) return null;
    const read = this.#shape.safeParse(JSON.parse(data.json));
    return read.success ? { value: read.data } : null;
  }

  async #readAndKeep(where: string, read: () => Promise<T>): Promise<T> {
    const at = this.#clock.now();
    const value = await read();
    const json = JSON.stringify(value);
    if (json.length <= longestText) await this.#memory.put(this.#name, { where, at, json });
    return value;
  }
}
