const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_LINES = 25;

/**
 * What separates the values: Excel's own `sep=;` line, else the character that splits the first lines into the most
 * columns most evenly. Quoted text does not count.
 */
export function findDelimiter(text: string): string {
  const declared = /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1];
  if (declared) return declared;
  const lines = sampleLines(text);
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(lines, delimiter) }));
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** The first lines; what stands in quotes (which may hold line ends too) is one letter. */
function sampleLines(text: string): string[] {
  return text.slice(0, 100_000).replace(/"(?:[^"]|"")*"/g, 'q').split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
}

/** Columns of the commonest width, weighed by how many lines have it. */
function evenness(lines: readonly string[], delimiter: string): number {
  const widths = new Map<number, number>();
  for (const line of lines) {
    const width = line.split(delimiter).length - 1;
    widths.set(width, (widths.get(width) ?? 0) + 1);
  }
  return Math.max(0, ...[...widths].map(([width, count]) => width * (count / lines.length) ** 2));
}
