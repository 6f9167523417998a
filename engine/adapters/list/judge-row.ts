import { createHash } from 'node:crypto';

import { describeProblems, DomainError, type Problem } from '../../core/errors';
import { type IntakeSettings, normalizeLead, type StoredBody, type Verdict } from '../../core/lead';
import type { ListRow } from './list-row';
import { cleanCell, parseRow, readRow } from './read-row';

/** Whether a lead can be made of a row; every mistake is told with its value and what is allowed. */
export function judgeRow(delivery: StoredBody, settings: IntakeSettings): Verdict {
  try {
    const row = parseRow(delivery);
    const [source] = readRow(delivery, settings);
    if (!source) return rejected('LIST_ROW_INVALID', []);
    const problems = [...raggedness(row), ...(source.is_test ? [] : contactGaps(row, normalizeLead(source, settings).lead))];
    if (problems.length > 0) return rejected('LIST_ROW_INVALID', problems, row.line);
    return { kind: 'accepted', notices: [{ dedupe: { key: keyOf(row, source.platform_lead_id) }, is_test: source.is_test }] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return rejected(error.code, error.problems);
  }
}

function rejected(code: string, problems: readonly Problem[], line?: number): Verdict {
  const where = line === undefined ? 'The row of the list' : `Line ${line} of the list`;
  return { kind: 'rejected', status: 422, code, message: `${where} was not imported: ${describeProblems(problems)}`, problems };
}

/** More values than columns: which value belongs where is anybody's guess. Missing ones at the end are empty ones. */
function raggedness({ columns, cells }: ListRow): Problem[] {
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '');
  if (extra.length === 0) return [];
  return [{ field: 'row', message: `has ${cells.length} values for ${columns.length} columns; quote values that hold the separator` }];
}

function contactGaps({ list }: ListRow, lead: ReturnType<typeof normalizeLead>['lead']): Problem[] {
  const unreadable = lead.flags.filter(({ field, code }) => (field === 'email' && lead.email === null) || (field === 'phone' && lead.phone === null && code !== 'phone_several'));
  const told = unreadable.map(({ field, message }) => ({ field, message: `${message}; ${ALLOWED[field as keyof typeof ALLOWED]}` }));
  if (lead.email === null && lead.phone === null) return told.length > 0 ? told : [{ field: 'email|phone', message: 'one of the two is required' }];
  return list.accept_mistakes ? [] : told;
}

const ALLOWED = { email: 'an address such as ana@example.com, or nothing', phone: 'a number with its country code such as +1 416 555 0199, or nothing' } as const;

/** By what the row says, not by its file or line: the same row by a file saved anew, or in another order, is the same one. */
function keyOf({ columns, cells }: ListRow, platformId: string | null): string {
  if (platformId !== null) return `meta:${platformId}`;
  const pairs = columns.map((column, index) => [column.trim().toLowerCase(), cleanCell(cells[index] ?? '')]).filter(([, value]) => value !== '');
  return `row:${createHash('sha256').update(JSON.stringify(pairs)).digest('hex')}`;
}
