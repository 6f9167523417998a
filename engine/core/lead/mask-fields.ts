import type { LeadFlag } from '../model';
import type { AssignedFields } from './assign-fields';
import type { LeadField } from './lead-fields';
import { maskFor, maskText, type SensitiveKind, sensitiveFlags, type SensitiveValue } from './sensitive';

export interface MaskedFields extends AssignedFields {
  readonly sensitive: readonly SensitiveValue[];
  readonly flags: readonly LeadFlag[];
}

/** Fields that hold nothing but a sensitive value. */
const SENSITIVE_FIELDS = ['passport_number', 'date_of_birth', 'national_id'] as const satisfies readonly (LeadField & SensitiveKind)[];

/** Masks sensitive values wherever they stand: in their own field, in answers, in the message, in the originals (GV-07). */
export function maskFields(fields: AssignedFields): MaskedFields {
  const sensitive = ownValues(fields.values);
  const values = mapText(fields.values, sensitive);
  const answers = mapText(fields.answers, sensitive);
  const originals = mapText(fields.originals, sensitive);
  const flags = [...flagsOf(values), ...flagsOf(answers)];
  return { values, answers, originals, sensitive: distinct(sensitive), flags };
}

function ownValues(values: AssignedFields['values']): SensitiveValue[] {
  return SENSITIVE_FIELDS.flatMap((kind) => {
    const value = values[kind];
    // "n/a" is no number; masking it everywhere would hit other answers.
    return value !== undefined && /\d{2}/.test(value) && value.trim().length >= 6 ? [{ kind, value: value.trim() }] : [];
  });
}

/** Masks patterns in each text, then every value found so far; what it finds is added to `sensitive`. */
function mapText<T extends Partial<Record<string, string>>>(record: T, sensitive: SensitiveValue[]): T {
  const masked: Partial<Record<string, string>> = {};
  for (const [name, text] of Object.entries(record)) {
    if (text === undefined) continue;
    const { text: clean, found } = maskText(maskKnown(text, sensitive));
    sensitive.push(...found);
    masked[name] = clean;
  }
  return masked as T;
}

function maskKnown(text: string, sensitive: readonly SensitiveValue[]): string {
  return sensitive.reduce((masked, { kind, value }) => masked.replaceAll(value, maskFor(kind)), text);
}

function flagsOf(record: Partial<Record<string, string>>): LeadFlag[] {
  return Object.entries(record).flatMap(([field, text]) => (text === undefined ? [] : sensitiveFlags(field, text)));
}

function distinct(values: readonly SensitiveValue[]): SensitiveValue[] {
  return [...new Map(values.map((entry) => [`${entry.kind}|${entry.value}`, entry])).values()];
}
