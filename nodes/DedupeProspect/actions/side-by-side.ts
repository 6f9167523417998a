import type { IdentityQuestion, ReviewedPerson } from '../../../engine/queries/identity-reviews';

const ROWS: readonly (readonly [string, (person: ReviewedPerson) => string])[] = [
  ['Name', ({ full_name }) => full_name ?? '–'],
  ['Email', ({ emails }) => emails.join(', ') || '–'],
  ['Phone', ({ phones }) => phones.join(', ') || '–'],
  ['Language', ({ language }) => language ?? '–'],
  ['Country', ({ country }) => country ?? '–'],
  ['Leads', ({ leads, latest_source }) => `${leads}${latest_source ? `, latest from ${latest_source}` : ''}`],
  ['Known since', ({ first_seen_at }) => first_seen_at.slice(0, 10)],
  ['Prospect ID', ({ prospect_id }) => prospect_id],
];

/** Both records as an HTML table for an n8n Form. Every value is escaped: people write what they like into their names. */
export function sideBySide({ left, candidates, why }: Pick<IdentityQuestion, 'left' | 'candidates' | 'why'>): string {
  const people = [left, ...candidates.slice(0, 3)];
  const head = `<tr><th></th><th>This one</th>${people.slice(1).map((_, index) => `<th>${people.length > 2 ? `Known ${index + 1}` : 'Known'}</th>`).join('')}</tr>`;
  const body = ROWS.map(([label, read]) => `<tr><td><b>${label}</b></td>${people.map((person) => `<td>${escaped(read(person))}</td>`).join('')}</tr>`).join('');
  return `${why ? `<p>${escaped(why)}</p>` : ''}<table>${head}${body}</table>`;
}

/** Without marks that turn the reading direction. */
function escaped(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, '').slice(0, 300);
  return plain.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
