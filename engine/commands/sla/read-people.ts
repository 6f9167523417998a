import type { FirmSettings } from '../../core/settings';
import { absenceOf } from '../../core/routing';
import type { LadderPerson } from '../../core/sla';
import type { Tx } from '../../store';

/** Everybody of the firm with who is away, paused by a manager or on planned leave; in one statement. */
export async function readPeople(tx: Tx, { users, firm }: FirmSettings, at: Date): Promise<Map<string, LadderPerson>> {
  const paused = await tx.db.selectFrom('users').select(['id', 'paused_from', 'paused_until', 'paused_reason']).where('account_id', '=', tx.accountId).where('paused_from', 'is not', null).execute();
  const pauses = new Map(paused.flatMap(({ id, paused_from: from, paused_until: until, paused_reason }) => (from === null ? [] : [[id, { user_id: id, from, until, reason: paused_reason ?? '' }]])));
  return new Map(
    users.map((user) => [user.id, { id: user.id, role: user.role, manager_id: user.manager_id, active: user.active, away: absenceOf(user, pauses.get(user.id), user.time_zone ?? firm.time_zone, at) !== null }]),
  );
}
