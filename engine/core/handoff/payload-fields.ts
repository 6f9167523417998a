/**
 * P11.4: every mandatory field of the payload, the step that fills it, and what a person does when it is missing (HO-06).
 * `internal.priority_flag` and `notes.attachments` are not here: a case may have none.
 */
export const PAYLOAD_SOURCES = {
  'client.name': 'the client has no name; the prospect takes it from the lead or the qualification form',
  'client.email': 'the client has no e-mail address; the prospect takes it from the lead or the qualification form',
  'client.phone': 'the client has no phone number; the prospect takes it from the lead or the qualification form',
  'client.language': "the client's language is not known; it comes from the lead, its enrichment or the qualification form",
  'client.time_zone': "the client's time zone is not known; it comes from the lead, its enrichment or the booking",
  'intent.intent_family': 'the intent family is not known; it comes from categorisation or the qualification form',
  'intent.program_family': 'the program family is not known; it comes from categorisation (override it in Score & Segment)',
  'intent.urgency': 'the urgency is not known; it comes from categorisation, or from the timeline in the qualification form',
  'context.consult_summary': 'the consultation notes are not stored; the closer fills the consultation-notes form',
  'context.risks_discussed': 'the risks that were discussed are not stored; the closer fills the consultation-notes form',
  'context.constraints': "the constraints are not stored; the closer fills them in the consultation-notes form ('None' is an answer)",
  'offer.package_name': 'no offer is chosen; the closer creates it after the consultation',
  'offer.price_minor': 'no offer is chosen; the closer creates it after the consultation',
  'offer.currency': 'no offer is chosen; the closer creates it after the consultation',
  'offer.terms_version': 'no offer is chosen; the closer creates it after the consultation',
  'payment.payment_id': 'no verified payment is stored; it comes from the payment provider',
  'payment.amount_minor': 'no verified payment is stored; it comes from the payment provider',
  'payment.paid_at': 'no verified payment is stored; it comes from the payment provider',
  'notes.consult_summary_ref': 'the consultation notes are not stored; the closer fills the consultation-notes form',
  'internal.closer_id': 'the opportunity has no closer; Route Owner assigns one at booking',
} as const satisfies Record<string, string>;

export type PayloadField = keyof typeof PAYLOAD_SOURCES;
export const MANDATORY_FIELDS = Object.keys(PAYLOAD_SOURCES) as [PayloadField, ...PayloadField[]];
