/** Of a label or a document, in bytes. */
export const largestFile = 10 * 1024 * 1024;

/** The same in base64, inside JSON. */
export const largestFileAnswer = Math.ceil(largestFile / 3) * 4 + 4096;

const shortestFile = 40;

/** `value` with files in base64, which show who a buyer is, replaced by how long they are: for the log. */
export function withoutFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === 'content' && typeof member === 'string' && member.length > shortestFile
        ? `[${member.length} characters]`
        : withoutFiles(member),
    ]),
  );
}
