/** A row of the board as the page shows it. */
interface BoardRow {
  readonly policy: string;
  readonly step: string;
  readonly opportunity_id: string | null;
  readonly lead_id: string | null;
  readonly stage: string | null;
  readonly band: string | null;
  readonly segment: string | null;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly present_owner_id: string | null;
  readonly due_at: Date;
  readonly age_minutes: number;
  readonly last_step: string | null;
  readonly held: boolean;
}

export interface BoardPage {
  readonly at: Date;
  readonly breaches: readonly BoardRow[];
  readonly total: number;
  readonly by_owner: readonly { readonly key: string; readonly breaches: number; readonly oldest_minutes: number }[];
  readonly due_soon: number;
}

const LADDER: Readonly<Record<string, string>> = { warn: 'warned', notify_rep: 'rep told', notify_manager: 'manager told', reassign: 'reassigned', coach: 'on record for coaching' };

const STYLE = `:root{color-scheme:light dark;--line:#d5d9e0;--soft:#6b7280;--bad:#b42318;--warm:#b54708;--card:#f6f7f9}
@media(prefers-color-scheme:dark){:root{--line:#374151;--soft:#9ca3af;--bad:#f97066;--warm:#fdb022;--card:#1f2937}}
body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}
h1{font-size:1.4rem;margin:0}.when{color:var(--soft)}.cards{display:flex;gap:.75rem;flex-wrap:wrap;margin:1.2rem 0}
.card{background:var(--card);border-radius:.6rem;padding:.6rem .9rem;min-width:7rem}.card b{display:block;font-size:1.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:500}td.age{font-variant-numeric:tabular-nums;white-space:nowrap}.bad{color:var(--bad)}.warm{color:var(--warm)}code{font-size:.85em;color:var(--soft)}`;

/**
 * SL-05: the board as one page that loads itself again. No script, no outside file; whoever opens it needs the webhook's password.
 * @param refresh_seconds how often; null = never
 */
export function renderBoard(board: BoardPage, timeZone: string, refresh_seconds: number | null): string {
  const time = (instant: Date): string => instant.toLocaleString('en-CA', { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const refresh = refresh_seconds === null ? '' : `<meta http-equiv="refresh" content="${refresh_seconds}">`;
  const cards = [card(String(board.total), 'missed now'), card(String(board.due_soon), 'due in 30 minutes'), ...board.by_owner.slice(0, 6).map(({ key, breaches, oldest_minutes }) => card(String(breaches), `${key}, oldest ${age(oldest_minutes)}`))];
  const rows = board.breaches.map((row) => rowOf(row, time)).join('\n');
  const more = board.total > board.breaches.length ? `<p class="when">${board.total - board.breaches.length} more.</p>` : '';
  const table = board.total === 0 ? '<p>Nothing is overdue.</p>' : `<table><thead><tr><th>Overdue</th><th>What</th><th>Who</th><th>Opportunity</th><th>Due</th><th>Done about it</th></tr></thead><tbody>\n${rows}\n</tbody></table>${more}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${refresh}<title>Missed deadlines</title><style>${STYLE}</style></head>
<body><h1>Missed deadlines</h1><p class="when">As of ${escape(time(board.at))} (${escape(timeZone)})</p><div class="cards">${cards.join('')}</div>${table}</body></html>`;
}

function rowOf(row: BoardRow, time: (instant: Date) => string): string {
  const who = `${escape(row.owner_name ?? row.owner_id ?? 'nobody')}${row.present_owner_id && row.present_owner_id !== row.owner_id ? `<br><span class="when">now with ${escape(row.present_owner_id)}</span>` : ''}`;
  const what = `${escape(words(row.policy))}${row.step === '1' ? '' : `, ${escape(row.step)}`}`;
  const about = `${escape([row.segment, row.stage].filter(Boolean).join(', ') || 'a lead')}<br><code>${escape(row.opportunity_id ?? row.lead_id ?? '')}</code>`;
  const done = row.held ? '<span class="bad">waits for a manager</span>' : escape(row.last_step === null ? '' : (LADDER[row.last_step] ?? row.last_step));
  return `<tr><td class="age ${row.age_minutes >= 60 ? 'bad' : 'warm'}">${age(row.age_minutes)}</td><td>${what}</td><td>${who}</td><td>${about}</td><td>${escape(time(row.due_at))}</td><td>${done}</td></tr>`;
}

function card(figure: string, label: string): string {
  return `<div class="card"><b>${escape(figure)}</b>${escape(label)}</div>`;
}

function age(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 1_440)} days`;
}

function words(policy: string): string {
  return policy.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
