/** Texts of one column as small numbers; 0 = no text. Knows in how many records each occurs. */
export class Interner {
  private readonly ids = new Map<string, number>();
  readonly texts: string[] = [''];
  readonly counts: number[] = [0];

  /** The number of a text; each call counts as one more record that holds it. */
  add(text: string): number {
    if (text === '') return 0;
    const known = this.ids.get(text);
    if (known !== undefined) {
      this.counts[known] = (this.counts[known] ?? 0) + 1;
      return known;
    }
    this.ids.set(text, this.texts.length);
    this.counts.push(1);
    return this.texts.push(text) - 1;
  }
}
