import { parseArgs } from 'node:util';

export interface LearnArguments {
  readonly file: string;
  readonly label: string;
  readonly time: string | null;
  readonly ignore: readonly string[];
  readonly positive: string | null;
  readonly holdout: number;
  readonly predictions: string | null;
  readonly seed: number;
}

export const USAGE = `npx tsx scripts/learn-score-csv.ts FILE --label COLUMN [--time COLUMN] [--ignore a,b] [--positive yes] [--holdout 0.3] [--predictions out.csv] [--seed 1]`;

/** @throws Error with everything that is wrong with the arguments */
export function readArguments(argv: string[]): LearnArguments {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: { label: text, time: text, ignore: { ...text, multiple: true }, positive: text, holdout: text, predictions: text, seed: text } });
  const holdout = Number(values.holdout ?? 0.3);
  const seed = Number(values.seed ?? 1);
  const problems = [
    ...(positionals.length === 1 ? [] : ['name one CSV file']),
    ...(values.label ? [] : ['--label names the column that says whether the lead was won']),
    ...(holdout > 0 && holdout < 1 ? [] : [`--holdout must lie between 0 and 1, not '${values.holdout}'`]),
    ...(Number.isInteger(seed) ? [] : [`--seed must be a whole number, not '${values.seed}'`]),
  ];
  if (problems.length > 0) throw new Error(`${problems.join('; ')}\n${USAGE}`);
  const ignore = (values.ignore ?? []).flatMap((names) => names.split(',')).map((name) => name.trim()).filter(Boolean);
  return { file: positionals[0] ?? '', label: values.label ?? '', time: values.time ?? null, ignore, positive: values.positive ?? null, holdout, predictions: values.predictions ?? null, seed };
}
