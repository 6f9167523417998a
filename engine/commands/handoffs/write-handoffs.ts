import { createHash } from 'node:crypto';

import type { Selectable } from 'kysely';

import type { Problem } from '../../core/errors';
import type { EventDraft } from '../../core/events';
import type { HandoffPayload } from '../../core/handoff';
import type { Stage } from '../../core/model';
import type { ActingParty } from '../../core/opportunity';
import { appendEvents, type CaseOpensTable, json, newId, saveReceipts, type Tx, writeAudit } from '../../store';
import { actorOf } from '../acting-parties';
import type { Pipeline } from '../load-pipeline';
import { startClocks, tellClocks } from '../payments/event-clocks';
import { queueCaseOpens } from './ops-deliveries';

export interface BuiltHandoff {
  readonly kind: 'built';
  readonly opportunity_id: string;
  readonly party: ActingParty;
  readonly payload: HandoffPayload;
  readonly payload_sha256: string;
  /** The rejected record that this version answers; null = the first version. */
  readonly previous: Selectable<CaseOpensTable> | null;
}

export interface IncompleteHandoff {
  readonly kind: 'incomplete';
  readonly opportunity_id: string;
  readonly party: ActingParty;
  readonly stage: Stage;
  readonly missing: readonly Problem[];
}

interface Version extends BuiltHandoff {
  readonly case_open_id: string;
  readonly payload_id: string;
  readonly version: number;
}

/** Writes payload, record, event, receipt and audit entry of each version, each in one statement for the batch. */
export async function writeHandoffs(tx: Tx, built: readonly BuiltHandoff[], { settings, settings_version }: Pipeline, at: Date): Promise<void> {
  if (built.length === 0) return;
  const versions = built.map((each): Version => ({ ...each, case_open_id: each.previous?.id ?? newId(), payload_id: newId(), version: (each.previous?.payload_version ?? 0) + 1 }));
  await tx.db.insertInto('handoff_payloads').values(versions.map((each) => payloadRow(tx, each, at))).execute();
  await tx.db
    .insertInto('case_opens')
    .values(versions.map((each) => caseRow(tx, each, at)))
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'opportunity_id']).doUpdateSet((eb) => ({
        status: eb.ref('excluded.status'),
        payload_version: eb.ref('excluded.payload_version'),
        handoff_payload_ref: eb.ref('excluded.handoff_payload_ref'),
        rejection_reason: null,
        updated_at: at,
      })),
    )
    .execute();
  await tellClocks(tx, await appendEvents(tx, versions.map((each) => triggeredEvent(each, at)), at), at);
  if (settings.handoff.delivery === 'api') await queueCaseOpens(tx, versions, at);
  await startClocks(tx, 'OpsValidation', versions.map(({ opportunity_id, version }) => ({ opportunity_id, occurrence: `v${version}` })), at);
  await saveReceipts(tx, versions.map((each) => receipt(each.opportunity_id, settings_version, { payload_sha256: each.payload_sha256 }, { complete: true, version: each.version }, [], at)));
  await writeAudit(tx, versions.map((each) => ({ at, actor: actorOf(each.party), action: 'handoff_built', subject_kind: 'case_open', subject_id: each.case_open_id, after: { payload_version: each.version, payload_sha256: each.payload_sha256 } })));
}

/** Sales is told of a paid case that cannot be handed over, once for each list of gaps; an unpaid one is nobody's alarm. */
export async function writeIncomplete(tx: Tx, incomplete: readonly IncompleteHandoff[], settingsVersion: number, at: Date): Promise<void> {
  const drafts = incomplete.filter(({ stage }) => stage === 'PAID').map((each) => incompleteEvent(each, at));
  await appendEvents(tx, drafts, at);
  await saveReceipts(tx, incomplete.map((each) => receipt(each.opportunity_id, settingsVersion, { stage: each.stage }, { complete: false }, each.missing, at)));
}

function payloadRow(tx: Tx, { payload_id, opportunity_id, version, payload, payload_sha256 }: Version, built_at: Date) {
  return { id: payload_id, account_id: tx.accountId, opportunity_id, version, payload: json(payload as unknown), payload_sha256, built_at };
}

function caseRow(tx: Tx, { case_open_id, opportunity_id, version, payload_id, previous }: Version, at: Date) {
  return {
    id: case_open_id,
    account_id: tx.accountId,
    opportunity_id,
    status: 'triggered' as const,
    payload_version: version,
    handoff_payload_ref: payload_id,
    triggered_at: previous?.triggered_at ?? at,
    opened_at: null,
    rejection_reason: null,
    ops_reference: null,
    updated_at: at,
  };
}

/** P11.1: one CaseOpenTriggered per opportunity, by its key; later versions are resubmissions. */
function triggeredEvent({ opportunity_id, case_open_id, version, party }: Version, at: Date): EventDraft {
  return {
    type: version === 1 ? 'CaseOpenTriggered' : 'CaseOpenResubmitted',
    subject: { kind: 'case_open', id: case_open_id },
    occurred_at: at,
    actor: actorOf(party),
    key: version === 1 ? `case-open-triggered:${opportunity_id}` : `case-open-resubmitted:${opportunity_id}:${version}`,
    correlation_id: opportunity_id,
    data: { opportunity_id, case_open_id, payload_version: version },
  };
}

function incompleteEvent({ opportunity_id, missing, party }: IncompleteHandoff, at: Date): EventDraft {
  const fields = missing.map(({ field }) => field);
  const digest = createHash('sha256').update(JSON.stringify(missing)).digest('hex').slice(0, 16);
  return {
    type: 'HandoffIncomplete',
    subject: { kind: 'opportunity', id: opportunity_id },
    occurred_at: at,
    actor: actorOf(party),
    key: `handoff-incomplete:${opportunity_id}:${digest}`,
    correlation_id: opportunity_id,
    data: { opportunity_id, missing: fields },
  };
}

function receipt(opportunityId: string, settings_version: number, inputs: object, result: object, reasons: readonly Problem[], decided_at: Date) {
  return { kind: 'handoff' as const, subject_kind: 'opportunity', subject_id: opportunityId, settings_version, inputs, result, reasons, decided_at };
}
