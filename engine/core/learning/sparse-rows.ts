/** Rows of mostly zeros (compressed sparse rows): of a lead's features only those that are not zero are kept. */
export interface SparseRows {
  readonly rows: number;
  readonly width: number;
  /** Row r has its entries from `starts[r]` to before `starts[r + 1]`, by ascending feature. */
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly values: Float64Array;
}

export interface Entry {
  readonly feature: number;
  readonly value: number;
}

/** Builds the matrix row by row; each row's entries come by ascending feature. */
export function sparseRows(width: number, rows: number, entriesOf: (row: number) => readonly Entry[]): SparseRows {
  const starts = new Int32Array(rows + 1);
  const features: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (const { feature, value } of entriesOf(row)) {
      features.push(feature);
      values.push(value);
    }
    starts[row + 1] = features.length;
  }
  return { rows, width, starts, features: Int32Array.from(features), values: Float64Array.from(values) };
}

/** The chosen rows, in that order. */
export function takeRows(matrix: SparseRows, chosen: readonly number[]): SparseRows {
  const sizes = chosen.map((row) => (matrix.starts[row + 1] ?? 0) - (matrix.starts[row] ?? 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const taken = { starts: new Int32Array(chosen.length + 1), features: new Int32Array(total), values: new Float64Array(total) };
  let next = 0;
  chosen.forEach((row, index) => {
    const from = (matrix.starts[row] ?? 0);
    const to = (matrix.starts[row + 1] ?? 0);
    taken.features.set(matrix.features.subarray(from, to), next);
    taken.values.set(matrix.values.subarray(from, to), next);
    next += to - from;
    taken.starts[index + 1] = next;
  });
  return { rows: chosen.length, width: matrix.width, ...taken };
}

/** One row times the weights. */
export function rowTimes({ starts, features, values }: SparseRows, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let entry = (starts[row] ?? 0); entry < (starts[row + 1] ?? 0); entry += 1) sum += (values[entry] ?? 0) * (weights[(features[entry] ?? 0)] ?? 0);
  return sum;
}

/** The mean of each feature over all rows. */
export function featureMeans(matrix: SparseRows): Float64Array {
  const sums = new Float64Array(matrix.width);
  matrix.features.forEach((feature, entry) => (sums[feature] = (sums[feature] ?? 0) + (matrix.values[entry] ?? 0)));
  return sums.map((sum) => sum / Math.max(1, matrix.rows));
}
