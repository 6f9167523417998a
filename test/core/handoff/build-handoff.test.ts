import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildHandoff, type HandoffFacts, handoffPayloadJsonSchema, handoffSettings, MANDATORY_FIELDS } from '../../../engine/core/handoff';
import { completeHandoff } from '../../support/handoff-facts';

const SETTINGS = handoffSettings.parse({});
const facts = completeHandoff();
const opportunity = (overrides: Partial<HandoffFacts['opportunity']>): HandoffFacts => ({ ...facts, opportunity: { ...facts.opportunity, ...overrides } });

function missingOf(input: HandoffFacts, settings = SETTINGS): string[] {
  const built = buildHandoff(input, settings);
  return built.complete ? [] : built.missing.map(({ field }) => field);
}

function payloadOf(input: HandoffFacts, settings = SETTINGS) {
  const built = buildHandoff(input, settings);
  if (!built.complete) throw new Error(JSON.stringify(built.missing));
  return built.payload;
}

describe('build handoff', () => {
  it('HO-01: a complete paid opportunity gives the payload of P11.4', () => {
    expect(payloadOf(facts)).toMatchObject({
      schema_version: 1,
      client: { name: 'Asha Rao', email: 'asha@example.com', phone: '+14165550123', language: 'en', time_zone: 'America/Toronto' },
      intent: { intent_family: 'PR', program_family: 'Express Entry', urgency: 'Normal' },
      context: { constraints: 'None', risks_discussed: { eligibility_uncertainty: true, notes: 'Draw scores may rise' } },
      offer: { package_name: 'Full PR Application Package', price_minor: 350_000, currency: 'CAD', terms_version: '2026-01' },
      payment: { amount_minor: 350_000, paid_at: '2026-03-02T15:00:00.000Z', verified_by: 'webhook' },
      notes: { consult_summary_ref: `consultation:${facts.opportunity.id}`, consult_summary_url: null, attachments: [] },
      internal: { closer_id: 'noor', priority_flag: null },
    });
  });

  it('HO-01: everything that is missing is listed at once, each with the step that fills it', () => {
    const empty: HandoffFacts = {
      ...facts,
      opportunity: { ...facts.opportunity, stage: 'PAYMENT_PENDING', closer_id: null, intent_family: null, program_family: null, qualification: null, consultation: null },
      client: { full_name: ' ', email: null, phone: null, language: null, time_zone: null },
      classification: null,
      offer: null,
      payment: null,
    };
    const missing = missingOf(empty);
    expect(missing).toEqual(expect.arrayContaining([...MANDATORY_FIELDS, 'opportunity.stage', 'payment.status', 'payment.verified_by', 'offer.terms_locked_at']));
    expect(new Set(missing).size).toBe(missing.length);
    const built = buildHandoff(empty, SETTINGS);
    expect(built.complete ? [] : built.missing.every(({ message }) => message.length > 20)).toBe(true);
  });

  it.each(MANDATORY_FIELDS)('HO-06: without %s the handoff is incomplete and says so', (field) => {
    const [section, name] = field.split('.') as [string, string];
    const without: Record<string, () => HandoffFacts> = {
      client: () => ({ ...facts, client: { ...facts.client, [name === 'name' ? 'full_name' : name]: null } }),
      intent: () => ({
        ...opportunity(name === 'urgency' ? { qualification: null } : { qualification: null, [name]: null }),
        classification: null,
      }),
      context: () => opportunity({ consultation: name === 'constraints' ? { ...facts.opportunity.consultation!, constraints: null } : null }),
      offer: () => ({ ...facts, offer: null }),
      payment: () => ({ ...facts, payment: null }),
      notes: () => opportunity({ consultation: null }),
      internal: () => opportunity({ closer_id: null }),
    };
    expect(missingOf(without[section]!())).toContain(field);
  });

  it.each([
    ['the stage is not PAID', opportunity({ stage: 'PAYMENT_PENDING' }), 'opportunity.stage'],
    ['the payment was refunded', { ...facts, payment: { ...facts.payment!, status: 'REFUNDED' as const } }, 'payment.status'],
    ['nothing proves the payment', { ...facts, payment: { ...facts.payment!, verified_by: null } }, 'payment.verified_by'],
    ['the terms are not locked', { ...facts, offer: { ...facts.offer!, terms_locked_at: null } }, 'offer.terms_locked_at'],
  ])('HO-01: refused when %s', (_, input, field) => {
    expect(missingOf(input)).toEqual([field]);
  });

  it('HO-06: urgency comes from the timeline that a person asked for, and is High when either says so', () => {
    const timeline = (value: string | null) => opportunity({ qualification: { ...facts.opportunity.qualification!, timeline: value } });
    expect(payloadOf(timeline('0-30 days')).intent.urgency).toBe('High');
    expect(payloadOf({ ...timeline('6+ months'), classification: { intent_family: null, program_family: null, urgency: 'High' } }).intent.urgency).toBe('High');
    expect(payloadOf(timeline(null)).intent.urgency).toBe('Normal');
  });

  it('HO-06: the priority flag is what a person gave, else the mark on the opportunity', () => {
    expect(payloadOf({ ...facts, priority_flag: 'Visa ends on 1 May' }).internal.priority_flag).toBe('Visa ends on 1 May');
    expect(payloadOf(opportunity({ priority: true })).internal.priority_flag).toBe('Priority');
  });

  it('HO-01: a firm may make a field optional; it is then null in the payload', () => {
    const settings = handoffSettings.parse({ optional_fields: ['client.email'], consult_summary_url: 'https://firm.example/notes/{opportunity_id}' });
    const payload = payloadOf({ ...facts, client: { ...facts.client, email: null } }, settings);
    expect(payload.client.email).toBeNull();
    expect(payload.notes.consult_summary_url).toBe(`https://firm.example/notes/${facts.opportunity.id}`);
  });

  it('HO-02: the published JSON Schema is the schema the payload is checked with', () => {
    const published: unknown = JSON.parse(readFileSync(join(__dirname, '../../../docs/handoff-payload.schema.json'), 'utf8'));
    expect(published).toEqual(handoffPayloadJsonSchema());
  });

  it('HO-02: the payload carries no more about the person than ops needs', () => {
    expect(Object.keys(payloadOf(facts).client)).toEqual(['name', 'email', 'phone', 'language', 'time_zone']);
    expect(handoffPayloadJsonSchema()).toMatchObject({ additionalProperties: false });
  });
});
