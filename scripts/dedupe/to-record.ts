import type { MatchRecord } from '../../engine/core/identity/matching';
import type { ColumnName, ColumnNames } from './read-arguments';

/** A row of the file; several mailboxes or numbers in one cell are parted at `;`, `|` and `,`. */
export function toRecord(row: Readonly<Record<string, string>>, columns: ColumnNames, index: number): MatchRecord {
  const cell = (name: ColumnName): string | null => {
    const text = columns[name] === undefined ? '' : (row[columns[name]] ?? '').trim();
    return text === '' || /^(null|none|n\/a|na|nan|-)$/i.test(text) ? null : text;
  };
  const several = (name: ColumnName) => cell(name)?.split(/\s*[;|,]\s*/).filter(Boolean) ?? null;
  return {
    id: cell('id') ?? `row ${index + 1}`,
    full_name: cell('name'), given_name: cell('given'), family_name: cell('family'), email: several('email'), phone: several('phone'),
    date_of_birth: cell('dob'), city: cell('city'), address: cell('address'), postcode: cell('postcode'), country: cell('country'),
  };
}
