
/**
 * Solves `matrix · x = right` for a symmetric positive definite matrix (its lower triangle, row by row) by Cholesky's
 * method. Both arguments are used up.
 * @returns x, in `right`
 */
export function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  factorise(matrix, size);
  for (let row = 0; row < size; row += 1) {
    let sum = (right[row] ?? 0);
    for (let column = 0; column < row; column += 1) sum -= (matrix[row * size + column] ?? 0) * (right[column] ?? 0);
    right[row] = sum / (matrix[row * size + row] ?? 0);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = (right[row] ?? 0) / (matrix[row * size + row] ?? 0);
    right[row] = value;
    for (let column = 0; column < row; column += 1) right[column] = (right[column] ?? 0) - (matrix[row * size + column] ?? 0) * value;
  }
  return right;
}

function factorise(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const sum = (matrix[row * size + column] ?? 0) - product(matrix, row * size, column * size, column);
      // Rounding may push a pivot that is almost nothing below zero.
      matrix[row * size + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (matrix[column * size + column] ?? 0);
    }
  }
}

/** Product of two stretches of the matrix; four sums at once, since one would wait for each addition. */
function product(matrix: Float64Array, one: number, other: number, length: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let index = 0;
  for (; index + 3 < length; index += 4) {
    first += (matrix[one + index] ?? 0) * (matrix[other + index] ?? 0);
    second += (matrix[one + index + 1] ?? 0) * (matrix[other + index + 1] ?? 0);
    third += (matrix[one + index + 2] ?? 0) * (matrix[other + index + 2] ?? 0);
    fourth += (matrix[one + index + 3] ?? 0) * (matrix[other + index + 3] ?? 0);
  }
  for (; index < length; index += 1) first += (matrix[one + index] ?? 0) * (matrix[other + index] ?? 0);
  return first + second + third + fourth;
}
