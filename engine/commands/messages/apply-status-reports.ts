import { sql } from 'kysely';

import { laterStatus, type StatusReport } from '../../core/messaging';
import { appendEvents, json, type Tx } from '../../store';

/** What the vendor says of messages of ours: sent, delivered, read, failed. Reports of others' messages change nothing. */
export async function applyStatusReports(tx: Tx, reports: readonly StatusReport[], at: Date): Promise<void> {
  if (reports.length === 0) return;
  const known = await tx.db
    .selectFrom('messages')
    .select(['id', 'provider', 'provider_ref', 'status', 'channel', 'lead_id', 'prospect_id', 'opportunity_id'])
    .where('account_id', '=', tx.accountId)
    .where('direction', '=', 'outbound')
    .where('provider_ref', 'in', reports.map(({ provider_ref }) => provider_ref))
    .orderBy('id')
    .forUpdate()
    .execute();
  const changed = known.flatMap((message) => {
    const latest = reports.filter((report) => report.provider === message.provider && report.provider_ref === message.provider_ref).reduce<{ status: string; report: StatusReport | null }>((now, report) => (laterStatus(now.status, report.status) ? { status: report.status, report } : now), { status: message.status, report: null });
    return latest.report ? [{ ...message, report: latest.report }] : [];
  });
  if (changed.length === 0) return;
  const rows = changed.map(({ id, report }) => ({ id, status: report.status, status_at: report.at, error: report.error }));
  await sql`
    update salesos.messages m set status = s.status, status_at = s.status_at, error = s.error
    from jsonb_to_recordset(${json(rows)}) as s(id uuid, status text, status_at timestamptz, error text)
    where m.account_id = ${tx.accountId} and m.id = s.id`.execute(tx.db);
  const failed = changed.filter(({ report }) => report.status === 'failed');
  await appendEvents(
    tx,
    failed.map(({ id, channel, lead_id, prospect_id, opportunity_id, report, provider }) => ({
      type: 'MessageFailed' as const,
      subject: { kind: 'message' as const, id },
      occurred_at: report.at,
      actor: { kind: 'vendor' as const, id: provider ?? 'unknown' },
      key: `message-failed:${id}`,
      ...(lead_id ? { correlation_id: lead_id } : {}),
      data: { message_id: id, channel, lead_id, prospect_id, opportunity_id, error: report.error ?? 'the vendor gave no reason' },
    })),
    at,
  );
}
