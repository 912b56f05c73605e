/** Cells by their column: '' empties the field on purpose, null says nothing about it. */
export type Cells = Readonly<Record<string, string | null>>;

/**
 * Rows of cells as columns and rows of texts, in the order in which the columns are first named.
 * A column of which no row says anything is left out, since `load` would empty its field.
 */
export function sheetOf(model: string, rows: readonly Cells[]) {
  const named = new Set(rows.flatMap((row) => Object.keys(row).filter((column) => speaks(row[column]))));
  const order = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = [...order].filter((column) => named.has(column));
  return { model, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? '')) };
}

function speaks(cell: string | null | undefined): boolean {
  return cell !== null && cell !== undefined;
}

/** A parent's cells beside each child's, as a continued record is written: the parent on the first row only. */
export function rowsOf(parent: Cells, children: readonly Cells[], relation: string): Cells[] {
  const nested = children.map((child) =>
    Object.fromEntries(Object.entries(child).map(([field, cell]) => [`${relation}/${field}`, cell])),
  );
  return nested.length === 0
    ? [parent]
    : nested.map((cells, at) => (at === 0 ? { ...parent, ...cells } : cells));
}
