import type { ConsentStatement, NormalizedLead } from '../../engine/core/model';
import { json, newId, type Store } from '../../engine/store';

export type LeadFields = Partial<NormalizedLead>;

/** Service consent by WhatsApp, as a ticked box gives it. */
export function serviceConsent(at: Date, status: ConsentStatement['status'] = 'granted'): ConsentStatement {
  return { channel: 'whatsapp', purpose: 'service', status, text: 'You may contact me about my enquiry', captured_at: at, source: 'website', proof: {} };
}

/** Stores normalised leads with their consent statements, as Normalize Lead does. @returns their ids, in order */
export async function storeLeads(store: Store, accountId: string, leads: readonly LeadFields[], at: Date): Promise<string[]> {
  const rows = leads.map((lead) => leadRow(accountId, lead, at));
  await store.transaction(accountId, async (tx) => {
    await tx.db.insertInto('leads').values(rows).execute();
    const consents = leads.flatMap((lead, index) => (lead.consents ?? []).map((statement) => ({ ...statement, lead_id: rows[index]!.id })));
    if (consents.length > 0) {
      const stored = consents.map((statement) => ({
        ...statement,
        id: newId(),
        account_id: accountId,
        prospect_id: null,
        text: statement.text ?? null,
        text_version: statement.text_version ?? null,
        proof: json(statement.proof),
        recorded_at: at,
      }));
      await tx.db.insertInto('consents').values(stored).execute();
    }
  });
  return rows.map(({ id }) => id);
}

function leadRow(accountId: string, lead: LeadFields, at: Date) {
  const touch = { click_ids: {}, platform: {} };
  const plain = { full_name: lead.full_name ?? null, first_name: lead.first_name ?? null, last_name: lead.last_name ?? null, email: lead.email ?? null, phone: lead.phone?.e164 ?? null };
  const places = { residence_country: lead.residence_country ?? null, citizenship_country: lead.citizenship_country ?? null, destination_country: null, language: lead.language ?? null, time_zone: lead.time_zone ?? null };
  const lists = { utms: json({}), first_touch: json(lead.first_touch ?? touch), last_touch: json(lead.last_touch ?? touch), consent: json(lead.consents ?? []), spam_reasons: json(lead.spam_reasons ?? []), answers: json(lead.answers ?? {}), originals: json({}), flags: json([]) };
  return {
    id: newId(),
    account_id: accountId,
    delivery_id: null,
    source_channel: lead.source_channel ?? 'website',
    platform_lead_id: lead.platform_lead_id ?? null,
    is_test: lead.is_test ?? false,
    ...plain,
    phone_detail: lead.phone ? json(lead.phone) : null,
    ...places,
    message: lead.message ?? null,
    ...lists,
    intent_guess: lead.intent_guess ?? null,
    spam_score: lead.spam_score ?? 0,
    captured_at: lead.captured_at ?? at,
    recorded_at: at,
    settings_version: 0,
  };
}
