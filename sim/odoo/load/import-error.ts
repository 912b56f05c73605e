import type { Json } from '../engine/value.ts';

/** A cell that cannot be taken; `%(field)s` in the text becomes the column's label. */
export class ImportError extends Error {
  readonly moreinfo: Json | undefined;
  constructor(message: string, moreinfo?: Json) {
    super(message);
    this.name = 'ImportError';
    this.moreinfo = moreinfo;
  }

  labelled(label: string): string {
    return this.message.replace('%(field)s', label);
  }
}
