export interface CellPosition {
  row: number;
  column: number;
}

const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));

/**
 * Where a key press moves the focused cell, or null when the key is not ours.
 *
 * @param pageRows rows on one screen, for PageUp and PageDown
 */
export function moveFocus(
  key: string,
  withControl: boolean,
  from: CellPosition,
  size: { rows: number; columns: number },
  pageRows: number,
): CellPosition | null {
  if (size.rows === 0 || size.columns === 0) return null;
  const step: Record<string, CellPosition> = {
    ArrowUp: { row: from.row - 1, column: from.column },
    ArrowDown: { row: from.row + 1, column: from.column },
    ArrowLeft: { row: from.row, column: from.column - 1 },
    ArrowRight: { row: from.row, column: from.column + 1 },
    PageUp: { row: from.row - pageRows, column: from.column },
    PageDown: { row: from.row + pageRows, column: from.column },
    Home: { row: withControl ? 0 : from.row, column: 0 },
    End: { row: withControl ? size.rows - 1 : from.row, column: size.columns - 1 },
  };
  const to = step[key];
  return to ? { row: clamp(to.row, size.rows), column: clamp(to.column, size.columns) } : null;
}
