import type { BookingEvent, BookingFacts, KnownAppointment, OpportunityFacts } from '../../core/opportunity';
import type { Tx } from '../../store';

/** Reads what a booking is decided on. The opportunity and the references are locked. */
export async function loadBookingFacts(tx: Tx, { opportunity_id, stage }: OpportunityFacts, event: BookingEvent, previousKey: string | null): Promise<BookingFacts> {
  const { provider, provider_ref, previous_ref } = event;
  const rows = await tx.db
    .selectFrom('appointments')
    .select(['id', 'provider_ref', 'previous_ref', 'status', 'opportunity_id'])
    .where('account_id', '=', tx.accountId)
    .where((where) =>
      where.or([
        where.and([where('provider', '=', provider), where('provider_ref', 'in', [provider_ref, previous_ref ?? provider_ref])]),
        where.and([where('provider', '=', provider), where('previous_ref', '=', provider_ref)]),
        where.and([where('opportunity_id', '=', opportunity_id), where('status', '=', 'booked')]),
      ]),
    )
    .execute();
  const find = (matches: (row: (typeof rows)[number]) => boolean): KnownAppointment | null => {
    const row = rows.find(matches);
    return row ? { appointment_id: row.id, provider_ref: row.provider_ref, status: row.status } : null;
  };
  const previous = previous_ref === null ? null : find((row) => row.provider_ref === previous_ref);
  return {
    opportunity_id,
    stage,
    own: find((row) => row.provider_ref === provider_ref),
    previous,
    previous_refused: previous === null && previousKey !== null && (await wasRefused(tx, provider, previousKey)),
    has_successor: rows.some((row) => row.previous_ref === provider_ref),
    active: find((row) => row.status === 'booked' && row.opportunity_id === opportunity_id),
  };
}

async function wasRefused(tx: Tx, source: string, dedupeKey: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('raw_deliveries')
    .select('status')
    .where('account_id', '=', tx.accountId)
    .where('source', '=', source)
    .where('dedupe_key', '=', dedupeKey)
    .executeTakeFirst();
  return row?.status === 'rejected';
}
