import { comparable, type LeadField, matchField, type IntakeSettings, LEAD_FIELDS } from '../../core/lead';
import { HEADER_WORDS } from './header-words';

/** A column of the file: its name as written, and the field that it fills. */
export interface ListColumn {
  readonly column: string;
  /** null = kept as an answer under its own name. */
  readonly field: LeadField | null;
}

type Aliases = IntakeSettings['field_aliases'];

const WORDS = new Map(LEAD_FIELDS.flatMap((field) => (HEADER_WORDS[field] ?? []).map((word) => [comparable(word), field] as const)));

/** The firm's own names go before core's, core's before those of other languages. */
export function columnOf(name: string, aliases: Aliases): ListColumn {
  const word = comparable(name.replace(/[*:]+\s*$/, '').replace(/\(.*\)\s*$/, ''));
  const match = matchField(name, aliases);
  const field = match?.certain ? match.field : (WORDS.get(word) ?? WORDS.get(comparable(name)) ?? null);
  return { column: name.trim(), field };
}

/** True when the record names at least a column for the e-mail address or the phone number. */
export function isHeader(cells: readonly string[], aliases: Aliases): boolean {
  return cells.some((cell) => {
    const { field } = columnOf(cell, aliases);
    return field === 'email' || field === 'phone';
  });
}
