import { sql } from 'kysely';

import { firstExpiry, type Overrides, splitOverrides } from '../../core/scoring';
import { type Tx, writeAudit } from '../../store';
import type { LeadToScore } from './lead-to-score';

const SYSTEM = { kind: 'system', id: 'overrides' } as const;

/** Takes overrides off leads whose time is over, audited: from now on the rules decide those fields again (SC-02). */
export async function dropExpired(tx: Tx, leads: ReadonlyMap<string, LeadToScore>, at: Date): Promise<ReadonlyMap<string, LeadToScore>> {
  const split = [...leads].map(([id, lead]) => ({ id, lead, ...splitOverrides(lead.overrides, at) }));
  const over = split.filter(({ expired }) => Object.keys(expired).length > 0);
  if (over.length === 0) return leads;
  const rows = JSON.stringify(over.map(({ id, current }) => ({ id, overrides: current, expires: firstExpiry(current) })));
  await sql`
    update salesos.leads l set overrides = n.overrides, overrides_expire_at = n.expires
    from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, overrides jsonb, expires timestamptz)
    where l.account_id = ${tx.accountId} and l.id = n.id`.execute(tx.db);
  await writeAudit(tx, over.map(({ id, lead, current, expired }) => ({ at, actor: SYSTEM, action: 'override_expired', subject_kind: 'lead', subject_id: id, before: valuesOf(lead.overrides), after: valuesOf(current), reason: reasonOf(expired) })));
  return new Map(split.map(({ id, lead, current }) => [id, { ...lead, overrides: current }]));
}

function reasonOf(expired: Overrides): string {
  return Object.entries(expired)
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([field, override]) => `the override of ${field} by ${override?.by ?? 'nobody'} ended on ${override?.expires_at?.toISOString() ?? ''}`)
    .join('; ');
}

/** An override's values by field, as the audit trail shows them. */
export function valuesOf(overrides: Overrides): Record<string, unknown> {
  return Object.fromEntries(Object.entries(overrides).map(([field, override]) => [field, override?.value]));
}
