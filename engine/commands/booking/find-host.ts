import { sql } from 'kysely';
import { z } from 'zod';

import type { OpportunityFacts } from '../../core/opportunity';
import type { Tx } from '../../store';

export interface BookingHost {
  /** The user whose calendar was booked, when that is a closer of the firm. */
  readonly closer_id: string | null;
  readonly warnings: readonly string[];
}

const profile = z.object({ owner_roles: z.array(z.string()).default([]) }).catch({ owner_roles: [] });

/** P7.2 "Correct Owner": whose calendar was booked, and whether that is the assigned closer. A wrong calendar is told, not refused: the client has the appointment. */
export async function findHost(tx: Tx, { closer_id }: OpportunityFacts, email: string | null): Promise<BookingHost> {
  if (email === null) return { closer_id, warnings: ['the booking names no host'] };
  const user = await tx.db
    .selectFrom('users')
    .select(['id', 'role', 'profile', 'active'])
    .where('account_id', '=', tx.accountId)
    .where(sql`lower(email)`, '=', email)
    .executeTakeFirst();
  const isCloser = user?.active && (user.role === 'closer' || profile.parse(user.profile).owner_roles.includes('closer'));
  if (!user || !isCloser) return { closer_id, warnings: ['the host of the booking is not an active closer of the firm (Firm Settings, users)'] };
  const other = closer_id !== null && closer_id !== user.id;
  return { closer_id: user.id, warnings: other ? [`booked with '${user.id}', but the assigned closer is '${closer_id}'`] : [] };
}
