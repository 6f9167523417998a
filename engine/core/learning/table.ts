/** A named signal of many leads; null = not known. */
export type Column = NumericColumn | CategoricalColumn;

export interface NumericColumn {
  readonly kind: 'numeric';
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly name: string;
  readonly values: readonly (string | null)[];
}

/** One lead's signals by name, as a prediction takes them. A missing name is not known. */
export type SignalValues = Readonly<Record<string, string | number | null | undefined>>;

/** Leads whose outcome is known: signals, outcome, and when they came in. */
export interface LabelledTable {
  readonly columns: readonly Column[];
  /** 1 = won, 0 = lost. */
  readonly labels: Uint8Array;
  /** Milliseconds; null = the order of the leads is not known, then samples are drawn by lot. */
  readonly times: Float64Array | null;
}

export function tableRows({ labels }: Pick<LabelledTable, 'labels'>): number {
  return labels.length;
}

/** The chosen rows, in that order. */
export function takeTable(table: LabelledTable, rows: readonly number[]): LabelledTable {
  const { times } = table;
  return {
    columns: table.columns.map((column) => takeColumn(column, rows)),
    labels: Uint8Array.from(rows, (row) => table.labels[row] ?? 0),
    times: times && Float64Array.from(rows, (row) => times[row] ?? 0),
  };
}

/** The signals of one row of a table. */
export function rowValues(columns: readonly Column[], row: number): SignalValues {
  return Object.fromEntries(columns.map((column) => [column.name, column.values[row] ?? null]));
}

function takeColumn(column: Column, rows: readonly number[]): Column {
  return column.kind === 'numeric'
    ? { ...column, values: rows.map((row) => column.values[row] ?? null) }
    : { ...column, values: rows.map((row) => column.values[row] ?? null) };
}
