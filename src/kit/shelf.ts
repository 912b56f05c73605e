/** What is written on a file. */
export interface Label {
  type: string;
  /** Bytes. */
  size: number;
}

/** A file as it lies on a shelf. */
export interface Shelved extends Label {
  body: ReadableStream<Uint8Array> | Uint8Array;
}

/** Where a deployment keeps files, by key. What is put is there for whoever asks after it. */
export interface Shelf {
  get(key: string): Promise<Shelved | null>;
  /** Of a file no more than what is written on it. */
  look(key: string): Promise<Label | null>;
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** At most 1,000 keys; those that are not there are no error. */
  remove(keys: readonly string[]): Promise<void>;
}

/** The part of a shelf under one prefix: whoever has it can name nothing beside it. */
export function shelfUnder(shelf: Shelf, prefix: string): Shelf {
  const under = (key: string) => `${prefix}/${key}`;
  return {
    get: (key) => shelf.get(under(key)),
    look: (key) => shelf.look(under(key)),
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
    look: async (key) => {
      const file = map.get(key);
      return file === undefined ? null : { type: file.type, size: file.bytes.byteLength };
    },
    put: async (key, bytes, type) => void map.set(key, { bytes: bytes.slice(), type }),
    remove: async (keys) => keys.forEach((key) => map.delete(key)),
  };
}
