/** P14.2, from the least to the most to be guarded. */
export const DATA_CLASSES = ['Public', 'Internal', 'PII', 'Sensitive PII', 'Financial'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** Columns that say who a person is, what they wrote or how they are reached, in any table. */
const PERSONAL: ReadonlySet<string> = new Set(
  (
    'full_name first_name last_name email phone phone_detail message answers originals body fetched_body headers residence_country citizenship_country destination_country geo language time_zone ' +
    'consent proof text first_touch last_touch utms attribution enrichment flags classification provenance overrides value address thread_ref user_ref flow summary consultation qualification ' +
    'snapshot evidence inputs result reasons before after detail payload model platform_lead_id provider_ref join_url reschedule_url cancel_url previous_ref profile reviews data reason'
  ).split(' '),
);
/** Amounts and what points to a payment at the provider; card numbers never come here. */
const FINANCIAL = /^(.*_minor|currency|charged_currency|link_id|link_url|provider_payment_id|intent_id|transaction_id|payment_state|exception_decision|terms_version)$/;

/** Where a column's name means something else than elsewhere. */
const OF_ITS_OWN: Readonly<Record<string, DataClass>> = {
  'accounts.time_zone': 'Internal',
  'campaign_keys.value': 'Internal',
  'assignments.reason': 'Internal',
  'routing_blocks.reason': 'Internal',
  'events.data': 'Internal',
  'timers.detail': 'Internal',
  'identity_models.model': 'Internal',
  'payment_events.event': 'Financial',
  'payments.reason': 'Financial',
  'payments.status': 'Financial',
  'users.name': 'PII',
  'opt_outs.address_hash': 'PII',
  'offers.terms_version': 'Internal',
};

/** The class of a column. Ids, keys, instants, states and counts are internal; a text or document that nobody has named is taken for personal. */
export function classOf(table: string, { name, type }: { readonly name: string; readonly type: string }): DataClass {
  const own = OF_ITS_OWN[`${table}.${name}`];
  if (own) return own;
  if (FINANCIAL.test(name)) return 'Financial';
  if (PERSONAL.has(name)) return 'PII';
  return type === 'jsonb' && !INTERNAL_DOCUMENTS.has(name) ? 'PII' : 'Internal';
}

const INTERNAL_DOCUMENTS: ReadonlySet<string> = new Set(['document', 'actor', 'estimated_by', 'merged_by', 'undone_by', 'spam_reasons', 'candidate_ids']);
