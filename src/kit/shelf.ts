/** A file as it lies on a shelf. */
export interface Shelved {
  body: ReadableStream<Uint8Array> | Uint8Array;
  type: string;
  /** Bytes. */
  size: number;
}

/** Where a deployment keeps files, by key. What is put is there for whoever asks after it. */
export interface Shelf {
  get(key: string): Promise<Shelved | null>;
  has(key: string): Promise<boolean>;
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** At most 1,000 keys; those that are not there are no error. */
  remove(keys: readonly string[]): Promise<void>;
}

/** The part of a shelf under one prefix: whoever has it can name nothing beside it. */
export function shelfUnder(shelf: Shelf, prefix: string): Shelf {
  const under = (key: string) => `${prefix}/${key}`;
  return {
    get: (key) => shelf.get(under(key)),
    has: (key) => shelf.has(under(key)),
    put: (key, bytes, type) => shelf.put(under(key), bytes, type),
    remove: (keys) => shelf.remove(keys.map(under)),
  };
}

/** A shelf that lasts as long as the map. */
export function shelfOver(map: Map<string, { bytes: Uint8Array; type: string }>): Shelf {
  return {
    get: async (key) => {
      const file = map.get(key);
      return file === undefined
        ? null
        : { body: file.bytes.slice(), type: file.type, size: file.bytes.byteLength };
    },
    has: async (key) => map.has(key),
    put: async (key, bytes, type) => void map.set(key, { bytes: bytes.slice(), type }),
    remove: async (keys) => keys.forEach((key) => map.delete(key)),
  };
}
