import { parseArgs } from 'node:util';

/** Values of a benchmark's flags (`--seconds 10`), every one with a default; unknown flags are refused with the list. */
export function readFlags<Name extends string>(args: readonly string[], defaults: Readonly<Record<Name, string>>): Record<Name, string> {
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    return Object.fromEntries(names.map((name) => [name, String(values[name] ?? defaults[name])])) as Record<Name, string>;
  } catch (error) {
    const known = names.map((name) => `--${name} ${defaults[name]}`).join(' ');
    throw new Error(`${error instanceof Error ? error.message : String(error)}. Flags and their defaults: ${known}`);
  }
}

/** `20,50` → [20, 50]; @throws when a part is no positive number or is above `most` */
export function numbers(name: string, text: string, most: number): number[] {
  const found = text.split(',').map(Number);
  const bad = found.filter((value) => !(value > 0 && value <= most));
  if (bad.length > 0) throw new Error(`--${name} takes numbers above 0 and up to ${most}, separated by commas; got '${text}'`);
  return found;
}
