/** What an object of the platform keeps for itself, small values by name; it outlives the process. */
export interface Memory {
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
}

/** A memory that lasts as long as the map. */
export function memoryOver(map: Map<string, unknown>): Memory {
  return {
    get: async (name) => structuredClone(map.get(name)),
    put: async (name, value) => void map.set(name, structuredClone(value)),
  };
}
