import { currentSettings, type Store, type Tx } from '../../store';
import { reassignOwners } from '../assign-owners';
import type { Result } from '../result';
import type { RoutedOwner } from '../routing/route-order';
import { type StartItem, startTimers } from '../start-sla-timers';
import { type OpenNotice, openNotices, settleNotices } from './open-notices';
import { ownerRoleOf } from './read-subjects';
import { reassignedOccurrence, reassignmentsIn } from './reassigned-occurrence';

const ACTOR = { kind: 'system', id: 'sla' } as const;

/**
 * P6.5: gives overdue opportunities to the next rep by the routing rules. The miss stays with who missed it: the lead is
 * not credited back and the breached clock keeps its owner. The next rep gets the whole time again, where the settings say so.
 * Routing goes first and knows an owner who is gone already, so a crash in between moves nothing twice.
 */
export async function reassignOverdue(store: Store, accountId: string, { at, limit }: { at: Date; limit: number }): Promise<number> {
  const notices = await store.transaction(accountId, (tx) => openNotices(tx, 'reassign', limit));
  if (notices.length === 0) return 0;
  const movable = notices.filter(({ over, opportunity_id, owner_id }) => !over && opportunity_id !== null && owner_id !== null);
  const results = await reassignOwners(store, accountId, { items: movable.map(orderOf), at, actor: ACTOR });
  const routed = new Map(movable.map((notice, index) => [notice.id, results[index]]));
  await store.transaction(accountId, async (tx) => {
    await restartClocks(tx, movable.filter(({ id }) => moved(routed.get(id))), at);
    await settleNotices(tx, notices.map((notice) => ({ id: notice.id, outcome: outcomeOf(notice, routed.get(notice.id)) })), at);
  });
  return movable.filter(({ id }) => moved(routed.get(id))).length;
}

function orderOf({ opportunity_id, owner_id, policy }: OpenNotice) {
  const reason = `SLA breach: ${policy}`;
  return { opportunity_id: opportunity_id ?? '', role: ownerRoleOf(policy), owner_id: null, from_owner_id: owner_id, credit_back: false, reason, acting_user_id: null };
}

/** Moved now, or by a call that died before it could say so. */
function moved(result: Result<RoutedOwner> | undefined): boolean {
  return result?.ok === true && result.outcome === 'assigned' && (result.changed || result.rule === 'kept');
}

async function restartClocks(tx: Tx, notices: readonly OpenNotice[], at: Date): Promise<void> {
  const { settings } = await currentSettings(tx, at);
  if (!settings.sla.policies.FirstHumanAttempt.restart_on_reassign) return;
  const items = notices.filter(({ policy }) => policy === 'FirstHumanAttempt').map((notice): StartItem => {
    const round = reassignmentsIn(notice.dedupe_key.split(':')[2] ?? '') + 1;
    return { policy: 'FirstHumanAttempt', opportunity_id: notice.opportunity_id, lead_id: null, started_at: at, occurrence: reassignedOccurrence(round) };
  });
  await startTimers(tx, items, at);
}

function outcomeOf({ over, owner_id }: OpenNotice, result: Result<RoutedOwner> | undefined): string {
  if (over) return 'not needed any more: met late or closed';
  if (owner_id === null) return 'nobody owned it';
  if (!result) return 'it has no opportunity';
  return result.ok ? result.reason : result.error.message;
}
