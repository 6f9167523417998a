/** A part of the test suite that runs in one go: fast and pure first, a real n8n last. */
export interface Suite {
  readonly name: string;
  /** On the path below test/, with forward slashes. The first suite that matches takes the file. */
  readonly takes: (file: string) => boolean;
  readonly maxWorkers: number;
  /** After so many minutes the suite counts as hanging and is ended. */
  readonly limitMinutes: number;
  /** Whether it starts n8n or reads its files: n8n is then installed, and the pack built, first. */
  readonly needsN8n: boolean;
}

const under = (...folders: string[]) => (file: string): boolean => folders.some((folder) => file.startsWith(`${folder}/`));

/** In running order. Two workers only where tests are light: the machine of CI has two cores. */
export const SUITES: readonly Suite[] = [
  { name: 'real n8n', takes: under('e2e', 'support/n8n'), maxWorkers: 1, limitMinutes: 40, needsN8n: true },
  { name: 'store', takes: under('store', 'commands', 'queries'), maxWorkers: 2, limitMinutes: 20, needsN8n: false },
  { name: 'webhook nodes', takes: (file) => under('nodes')(file) && /Trigger/i.test(file), maxWorkers: 2, limitMinutes: 10, needsN8n: false },
  { name: 'nodes', takes: under('nodes', 'credentials'), maxWorkers: 2, limitMinutes: 10, needsN8n: false },
  { name: 'templates', takes: under('workflows', 'templates'), maxWorkers: 1, limitMinutes: 5, needsN8n: true },
  { name: 'pure', takes: () => true, maxWorkers: 2, limitMinutes: 10, needsN8n: false },
];

const ORDER = ['pure', 'store', 'nodes', 'webhook nodes', 'templates', 'real n8n'];

/** Shares out test files (paths below test/) to suites, in running order; suites without a file are left out. */
export function shareOut(files: readonly string[]): { suite: Suite; files: string[] }[] {
  const shares = new Map<Suite, string[]>();
  for (const file of files) {
    const suite = SUITES.find(({ takes }) => takes(file));
    if (suite) shares.set(suite, [...(shares.get(suite) ?? []), file]);
  }
  return [...shares]
    .map(([suite, taken]) => ({ suite, files: taken }))
    .sort((a, b) => ORDER.indexOf(a.suite.name) - ORDER.indexOf(b.suite.name));
}
