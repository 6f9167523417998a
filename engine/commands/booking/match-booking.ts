import { sql } from 'kysely';

import type { Stage } from '../../core/model';
import type { BookingEvent } from '../../core/opportunity';
import type { Tx } from '../../store';

export type BookingMatch = { readonly opportunity_id: string } | { readonly reason: string };

/**
 * Finds the opportunity of a booking: the appointment it speaks of, the tracked opportunity_id, then the one open
 * opportunity of the person with the invitee's e-mail. Anything else is no match, with the reason.
 */
export async function matchBooking(tx: Tx, event: BookingEvent): Promise<BookingMatch> {
  const known = await ofAppointment(tx, event);
  if (known) return { opportunity_id: known };
  const tracked = event.opportunity_id;
  if (tracked && (await exists(tx, tracked))) return { opportunity_id: tracked };
  const byEmail = await ofEmail(tx, event);
  if ('opportunity_id' in byEmail || tracked === null) return byEmail;
  return { reason: `the tracked opportunity ${tracked} is not known in this account, and ${byEmail.reason}` };
}

async function ofAppointment(tx: Tx, { provider, provider_ref, previous_ref }: BookingEvent): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('appointments')
    .select('opportunity_id')
    .where('account_id', '=', tx.accountId)
    .where('provider', '=', provider)
    .where((where) => where.or([where('provider_ref', 'in', [provider_ref, previous_ref ?? provider_ref]), where('previous_ref', '=', provider_ref)]))
    .orderBy(sql`case when provider_ref = ${provider_ref} then 0 else 1 end`)
    .limit(1)
    .executeTakeFirst();
  return row?.opportunity_id;
}

async function exists(tx: Tx, id: string): Promise<boolean> {
  return (await tx.db.selectFrom('opportunities').select('id').where('account_id', '=', tx.accountId).where('id', '=', id).executeTakeFirst()) !== undefined;
}

async function ofEmail(tx: Tx, { invitee_email }: BookingEvent): Promise<BookingMatch> {
  if (invitee_email === null) return { reason: 'the booking carries neither an opportunity_id (utm_content, salesforce_uuid or a hidden question) nor an e-mail' };
  const { rows } = await sql<{ id: string; stage: Stage }>`
    select o.id, o.stage from salesos.opportunities o
    where o.account_id = ${tx.accountId} and o.stage not in ('CASE_OPENED', 'CLOSED_LOST', 'DISQUALIFIED')
      and o.prospect_id in (
        select i.prospect_id from salesos.prospect_identifiers i where i.account_id = ${tx.accountId} and i.kind = 'email' and i.value = ${invitee_email}
        union select p.id from salesos.prospects p where p.account_id = ${tx.accountId} and p.email = ${invitee_email})
    order by o.id`.execute(tx.db);
  // The address stays in the raw delivery: a reason may be shown and logged anywhere.
  if (rows.length === 0) return { reason: "nobody with the invitee's e-mail has an open opportunity" };
  const qualified = rows.filter(({ stage }) => stage === 'QUALIFIED');
  const candidates = qualified.length > 0 ? qualified : rows;
  const [only, other] = candidates;
  if (only && !other) return { opportunity_id: only.id };
  return { reason: `the invitee's e-mail belongs to ${candidates.length} open opportunities (${candidates.map(({ id }) => id).join(', ')}); put opportunity_id into the booking link (utm_content)` };
}
