/** Prints rows under their column names, numbers to the right. */
export function printTable(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  for (const [index, row] of cells.entries()) {
    const left = (column: number) => index === 0 || typeof rows[index - 1]?.[column] === 'string';
    console.log(row.map((cell, column) => (left(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd());
  }
}

export function ms(value: number | null): string {
  return value === null ? '-' : value.toFixed(1);
}
