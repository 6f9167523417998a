import { dateOf, isMissing, numberOf, readColumn } from '../../../engine/core/learning';

const many = (of: (row: number) => string, rows = 100) => Array.from({ length: rows }, (_, row) => of(row));

describe('readColumn', () => {
  it('SC-09: reads numbers with currency, thousands and percent signs; gaps stay gaps', () => {
    const values = many((row) => ['$1,200.50', '12 %', 'Select', '-4'][row % 4]!);
    expect(readColumn({ name: 'spend', values })).toMatchObject({ kind: 'numeric', columns: [{ kind: 'numeric', values: expect.arrayContaining([1200.5, 12, null, -4]) }] });
  });

  it('SC-09: what the list calls Select, n/a or nothing at all is not known', () => {
    expect(['', ' ', 'Select', 'N/A', '?', 'NULL', 'nan'].every(isMissing)).toBe(true);
    expect(isMissing('unknown')).toBe(false);
  });

  it('SC-09: leaves out what names the row, what is always the same, what is empty and free text, and says so', () => {
    expect(readColumn({ name: 'Prospect ID', values: many((row) => `7927b2df-${row}`) })).toMatchObject({ kind: 'dropped', is_id: true, note: 'names the row' });
    expect(readColumn({ name: 'Lead Number', values: many((row) => String(660_000 - 3 * row)) })).toMatchObject({ kind: 'dropped', is_id: true });
    expect(readColumn({ name: 'country', values: many(() => 'India') })).toMatchObject({ kind: 'dropped', note: "always 'India'" });
    expect(readColumn({ name: 'x', values: many(() => 'Select') })).toMatchObject({ kind: 'dropped', note: 'empty' });
    expect(readColumn({ name: 'message', values: many((row) => `please call me about case ${row}`) })).toMatchObject({ kind: 'dropped', note: expect.stringContaining('free text') });
  });

  it('SC-09: one value beside gaps is a signal: whether it was answered', () => {
    expect(readColumn({ name: 'newsletter', values: many((row) => (row % 3 ? 'Select' : 'Newspaper')) })).toMatchObject({ kind: 'categorical' });
  });

  it('SC-09: an amount with all values different is a number, not an id', () => {
    expect(readColumn({ name: 'income', values: many((row) => String(20_000 + ((row * 7919) % 10_007) * 3)) })).toMatchObject({ kind: 'numeric' });
  });

  it('SC-09: dates become weekday, month and hour', () => {
    const { kind, columns } = readColumn({ name: 'created', values: many((row) => `2026-03-${String((row % 28) + 1).padStart(2, '0')} ${String(row % 24).padStart(2, '0')}:15`) });
    expect(kind).toBe('date');
    expect(columns.map(({ name }) => name)).toEqual(['created (weekday)', 'created (hour)']);
  });

  it('SC-09: tells dates and numbers from what only looks like them', () => {
    expect(dateOf('31/12/2025')).toEqual(new Date('2025-12-31T00:00:00Z'));
    expect(dateOf('12/31/2025 14:30')).toEqual(new Date('2025-12-31T14:30:00Z'));
    expect(dateOf('2025-02-30')).toBeNull();
    expect(numberOf('12 days')).toBeNull();
    expect(numberOf('1,5')).toBeNull();
  });
});
