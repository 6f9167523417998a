import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../shared/paths';
import { lineDiff } from './line-diff';

/** A file of the repository that is made from the code and committed, so that a reviewer sees what a change does to it. */
export interface Artefact {
  /** Relative to the checkout's root. */
  readonly file: string;
  /** What it is made of, in the words of the message that says it is out of step. */
  readonly source: string;
  readonly render: () => string | Promise<string>;
}

/** @returns null when the committed file is what the code makes, else the diff and the sentence that mends it */
export async function outOfStep({ file, source, render }: Artefact): Promise<string | null> {
  const wanted = await render();
  const target = path.join(ROOT, file);
  const present = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (present === wanted) return null;
  return `${lineDiff(present, wanted)}\n${file} is not what ${source} make: run \`npm run generate\` and commit the file.`;
}

/** Writes the files, or with `--check` only compares them and fails when one is out of step. All of them are looked at. */
export async function runGenerators(artefacts: readonly Artefact[], args: readonly string[]): Promise<void> {
  for (const artefact of artefacts) {
    try {
      await (args.includes('--check') ? check(artefact) : write(artefact));
    } catch (error) {
      console.error(`${artefact.file}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}

async function check(artefact: Artefact): Promise<void> {
  const problem = await outOfStep(artefact);
  if (!problem) return console.log(`${artefact.file} is in step`);
  console.error(problem);
  process.exitCode = 1;
}

async function write({ file, render }: Artefact): Promise<void> {
  const target = path.join(ROOT, file);
  const text = await render();
  mkdirSync(path.dirname(target), { recursive: true });
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return console.log(`${file} is in step`);
  writeFileSync(target, text);
  console.log(`${file} written`);
}
