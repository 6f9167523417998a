import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Classification } from '../../engine/core/model';
import { RULE_LANGUAGES, type RuleLanguage } from '../../engine/core/scoring';
import { ROOT } from '../shared/paths';

/** The halves of the evaluation set: rules were written on one, and are only measured on the other. */
export const HALVES = ['written', 'held-out'] as const;
export type Half = (typeof HALVES)[number];

/** Columns before the text, in order. */
export const LABEL_FIELDS = ['intent_family', 'program_family', 'timeline_bucket', 'budget_signal', 'doc_readiness'] as const satisfies readonly (keyof Classification)[];
export type LabelField = (typeof LABEL_FIELDS)[number];

export interface LabelledText {
  readonly language: RuleLanguage;
  readonly half: Half;
  readonly text: string;
  /** null = the text does not tell. */
  readonly labels: Readonly<Record<LabelField, string | null>>;
}

const FOLDER = path.join(ROOT, 'test/core/scoring/texts');

/** Reads the texts of a half in every language. */
export function labelledTexts(half: Half): LabelledText[] {
  return RULE_LANGUAGES.flatMap((language) =>
    readFileSync(path.join(FOLDER, `${language}.${half}.txt`), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => readLine(line, language, half)),
  );
}

function readLine(line: string, language: RuleLanguage, half: Half): LabelledText {
  const columns = line.split('|').map((column) => column.trim());
  const text = columns[LABEL_FIELDS.length];
  if (!text || columns.length !== LABEL_FIELDS.length + 1) throw new Error(`${language}.${half}.txt: '${line}' is not labels and a text separated by |`);
  const labels = Object.fromEntries(LABEL_FIELDS.map((field, index) => [field, columns[index] || null]));
  return { language, half, text, labels: labels as LabelledText['labels'] };
}
