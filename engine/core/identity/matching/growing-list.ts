/** A list of 32-bit numbers that doubles when full: ordinary arrays of tens of millions of numbers would not fit. */
export class GrowingList {
  private cells = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.cells.length) {
      const larger = new Int32Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[this.length] = value;
    this.length += 1;
  }

  done(): Int32Array {
    return this.cells.slice(0, this.length);
  }
}
