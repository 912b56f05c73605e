import { fromIso } from '../kit/clock.ts';

/** The form in which a member is expected. */
export type Shape = 'id' | 'text' | 'number' | 'flag' | 'time' | 'name' | 'list' | 'object';

/** Whether a value has a form that we read without doubt. Nothing at all has every form. */
export function fits(value: unknown, shape: Shape): boolean {
  if (value === null || value === undefined || value === '') return true;
  switch (shape) {
    case 'id':
      return typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : isDigits(value);
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'number':
      return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    case 'flag':
      return typeof value === 'boolean' || [0, 1, '0', '1', 'true', 'false'].some((one) => one === value);
    case 'time':
      return typeof value === 'string' && fromIso(value) !== null;
    case 'name':
      return typeof value === 'string' || isRecord(value);
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
  }
}

/** What a value is, in words that tell nothing of what it says: `text`, `9999-99-99 99:99`, `list of 3`. */
export function shapeOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || value === '') return 'empty';
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object') return 'object';
  if (typeof value !== 'string') return typeof value === 'boolean' ? 'true or false' : typeof value;
  if (/^-?\d+(\.\d+)?$/.test(value)) return 'number as text';
  return looksLikeTime(value) ? value.replaceAll(/\d/g, '9') : 'text';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,16}$/.test(value);
}

function looksLikeTime(value: string): boolean {
  return value.length <= 40 && /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T]\d{1,2}:\d{2}[\d:.+Z -]*)?$/.test(value);
}
