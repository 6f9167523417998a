import { sql } from 'kysely';

import type { EventDraft } from '../../core/events';
import type { FirmSettings } from '../../core/settings';
import { appendEvents, currentSettings, type Store, type Tx } from '../../store';
import { type OpenNotice, openNotices, settleNotices } from './open-notices';

const DAY_MS = 86_400_000;

/** P6.5.2: a pattern of misses goes to the rep's manager for the next 1:1, once a week and rep; a single miss is only on record. */
export async function flagCoaching(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<number> {
  return store.transaction(accountId, async (tx) => {
    const notices = await openNotices(tx, 'coach', limit);
    if (notices.length === 0) return 0;
    const { settings } = await currentSettings(tx, at);
    const { misses: enough, days } = settings.sla.coaching;
    const misses = await missesOf(tx, notices, new Date(at.getTime() - days * DAY_MS));
    const countOf = ({ owner_id }: OpenNotice): number => (owner_id === null ? 0 : (misses.get(owner_id) ?? 0));
    const patterns = [...new Map(notices.filter((notice) => countOf(notice) >= enough).map((notice) => [notice.owner_id, notice])).values()];
    await appendEvents(tx, patterns.map((notice) => flagEvent(notice, settings, { misses: countOf(notice), days }, at)), at);
    await settleNotices(tx, notices.map((notice) => ({ id: notice.id, outcome: `${countOf(notice)} misses in ${days} days; ${countOf(notice) >= enough ? 'flagged' : `flagged from ${enough}`}` })), at);
    return patterns.length;
  });
}

async function missesOf(tx: Tx, notices: readonly OpenNotice[], since: Date): Promise<Map<string, number>> {
  const owners = [...new Set(notices.flatMap(({ owner_id }) => owner_id ?? []))];
  if (owners.length === 0) return new Map();
  const { rows } = await sql<{ owner_id: string; misses: number }>`
    select owner_id, count(*)::int as misses from salesos.timers
    where account_id = ${tx.accountId} and status = 'breached' and owner_id in (${sql.join(owners)}) and breached_at > ${since} group by owner_id`.execute(tx.db);
  return new Map(rows.map(({ owner_id, misses }) => [owner_id, misses]));
}

function flagEvent({ owner_id, timer_id }: OpenNotice, { users }: FirmSettings, { misses, days }: { misses: number; days: number }, at: Date): EventDraft {
  const owner = owner_id ?? '';
  const recipient_id = users.find(({ id }) => id === owner)?.manager_id ?? users.find(({ role, active }) => role === 'manager' && active)?.id ?? null;
  const week = Math.floor(at.getTime() / (7 * DAY_MS));
  return {
    type: 'CoachingFlagged',
    subject: { kind: 'timer', id: timer_id },
    occurred_at: at,
    actor: { kind: 'system', id: 'sla' },
    key: `coaching:${owner}:${week}`,
    data: { owner_id: owner, recipient_id, misses, days, timer_id },
  };
}
