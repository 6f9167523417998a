import fc from 'fast-check';

import { classifyLead, type ClassifyInput } from '../../../engine/core/scoring';
import { AT, leadWith, settingsOf } from './sample-lead';

function classify(lead: Parameters<typeof leadWith>[0], more: Partial<ClassifyInput> = {}) {
  return classifyLead({
    lead: leadWith(lead),
    engagement_level: 'Low',
    overrides: {},
    settings: settingsOf(),
    currency: 'CAD',
    ...more,
  });
}

const intentOf = (lead: Parameters<typeof leadWith>[0]) => classify(lead).classification.intent_family;

describe('classifyLead', () => {
  it.each([
    ['I want to apply for PR through Express Entry', 'PR'],
    ['Looking for a work permit, my employer has an LMIA', 'Work'],
    ['I would like to study in Canada, masters at a university', 'Study'],
    ['Need a visitor visa for my parents', 'Visitor'],
    ["I'm not looking for study, I want PR", 'PR'],
    ['not study, work permit please', 'Work'],
    ["I don't want a work permit or a study permit, only PR", 'PR'],
    ['PR, not study', 'PR'],
    ['I have PR and want citizenship', 'Citizenship'],
    ['I work as a nurse and want PR', 'PR'],
    ['Currently on a study permit, want to apply for permanent residence', 'PR'],
    ['Completed my masters last year. Interested in immigration to Canada', 'PR'],
    ['Not only work permit but nothing else', 'Work'],
    ['Hello, please call me', null],
  ])('SC-02: reads the intent of "%s" as %s', (message, intent) => {
    expect(intentOf({ message })).toBe(intent);
  });

  it.each([
    ['What are you interested in?', 'Study Permit', 'Study'],
    ['Which service do you need?', 'PR', 'PR'],
    ['which_program', 'work', 'Work'],
    ['What is your current status?', 'Study permit', null],
    ['Do you want to study in Canada?', 'Yes', 'Study'],
    ['Do you want to study in Canada?', 'No', null],
  ])('SC-02: reads "%s" answered "%s" as %s', (question, answer, intent) => {
    expect(intentOf({ answers: { [question]: answer } })).toBe(intent);
  });

  it.each([
    ['India | PR | Express Entry | Eligibility Check | Google | 2025-12', 'PR', 'Express Entry'],
    ['india_pr_ee_jan', 'PR', 'Express Entry'],
    ['ph-study-permit-fall', 'Study', 'Study Permit'],
    ['brand_2026', null, null],
  ])('SC-02: reads the campaign %s as %s, %s', (utm_campaign, intent_family, program_family) => {
    const { classification } = classify({ last_touch: { utm_campaign, click_ids: {}, platform: {} } });
    expect(classification).toMatchObject({ intent_family, program_family });
  });

  it('SC-02: reads the page of a visit, and nothing from its query', () => {
    const visit = (page_url: string) => intentOf({ last_touch: { page_url, click_ids: {}, platform: {} } });
    expect(visit('https://firm.example/services/work-permit?x=study')).toBe('Work');
    expect(visit('https://study.example/?utm=study')).toBe(null);
  });

  it('SC-02: an answer outranks the message, the message outranks the campaign, and both are named', () => {
    const { classification, provenance } = classify({
      answers: { 'What are you interested in?': 'PR' },
      last_touch: {
        utm_campaign: 'India | Study | Study Permit | Guide | Meta | 2026-01',
        click_ids: {},
        platform: {},
      },
    });
    expect(classification.intent_family).toBe('PR');
    expect(provenance.intent_family).toEqual({
      source: 'rule',
      detail:
        "answer 'PR' to 'What are you interested in?'; campaign 'India | Study | Study Permit | Guide | Meta | 2026-01' says Study",
    });
  });

  it('SC-02: what a person excludes is not taken from the campaign either', () => {
    expect(
      intentOf({
        message: 'I am not looking for study',
        last_touch: { utm_campaign: 'study_permit_jan', click_ids: {}, platform: {} },
      }),
    ).toBe(null);
  });

  it('SC-02: several intents in one message are left to a human unless the campaign decides', () => {
    const message = 'PR or a work permit, whatever is faster';
    expect(classify({ message })).toMatchObject({
      classification: { intent_family: null },
      ambiguities: [{ field: 'intent_family', values: ['PR', 'Work'] }],
    });
    expect(intentOf({ message, last_touch: { utm_campaign: 'in_pr_ee', click_ids: {}, platform: {} } })).toBe(
      'PR',
    );
  });

  it.each([
    ['Immediately', '0-30 days'],
    ['ASAP', '0-30 days'],
    ['Within 30 days', '0-30 days'],
    ['1-3 months', '31-90 days'],
    ['Within 3 months', '31-90 days'],
    ['31-90 days', '31-90 days'],
    ['3-6 months', '3-6 months'],
    ['6+ months', '6+ months'],
    ['More than 6 months', '6+ months'],
    ['in two weeks', '0-30 days'],
    ['March 2026', '31-90 days'],
    ['September', '6+ months'],
    ['next year', '6+ months'],
    ['Just exploring', '6+ months'],
    ['I do not know', null],
  ])('SC-01: a timeline of "%s" is %s', (answer, bucket) => {
    expect(
      classify({ answers: { 'When do you want to apply?': answer } }).classification.timeline_bucket,
    ).toBe(bucket);
  });

  it('SC-01: years of experience are no timeline, a time ahead is', () => {
    expect(classify({ message: 'I have 3 years of experience in IT' }).classification.timeline_bucket).toBe(
      null,
    );
    expect(classify({ message: 'I want to move within 2 months' }).classification.timeline_bucket).toBe(
      '31-90 days',
    );
    expect(
      classify({ message: 'I have 5 years of experience and plan to apply in 5 months' }).classification
        .timeline_bucket,
    ).toBe('3-6 months');
  });

  it.each([
    ['What is your budget?', '$5,000+', 'Strong'],
    ['What is your budget?', '1,000 - 2,000 CAD', 'Medium'],
    ['What is your budget?', 'under $1,000', 'Weak'],
    ['Budget', '3k', 'Strong'],
    ['Are you comfortable with a consultation fee?', 'Yes', 'Strong'],
    ['Are you comfortable with a consultation fee?', 'No', 'Weak'],
    ['Are you comfortable with a consultation fee?', 'Maybe', 'Medium'],
  ])('SC-01: "%s" answered "%s" is a %s budget signal', (question, answer, signal) => {
    expect(classify({ answers: { [question]: answer } }).classification.budget_signal).toBe(signal);
  });

  it.each([
    ['My documents are ready', 'Ready'],
    ["I don't have my documents", 'Not Ready'],
    ['documents are not ready', 'Not Ready'],
    ['I am still collecting documents', 'Partial'],
    ['I have all my documents and the funds', 'Ready'],
    ['No documents so far', 'Not Ready'],
  ])('SC-01: "%s" is document readiness %s', (message, readiness) => {
    expect(classify({ message }).classification.doc_readiness).toBe(readiness);
  });

  it.each([
    ['Was refused a study permit in 2023', true, 'Complex'],
    ['I have never been refused', false, null],
    ['hello', null, null],
  ])('SC-01: "%s" has prior refusals %s', (message, prior_refusals, complexity_tier) => {
    expect(classify({ message }).classification).toMatchObject({
      prior_refusals,
      ...(complexity_tier ? { complexity_tier } : {}),
    });
  });

  it('SC-01: what nothing speaks about stays unknown', () => {
    expect(classify({}).classification).toEqual({
      intent_family: null,
      program_family: null,
      eligibility_confidence: 'Unknown',
      complexity_tier: null,
      timeline_bucket: null,
      budget_signal: null,
      doc_readiness: null,
      no_show_risk: null,
      lead_quality: null,
      engagement_level: 'Low',
      prior_refusals: null,
      residence_country: null,
      citizenship_country: null,
      urgency: null,
    });
  });

  it('SC-02: a human override wins over the rules, is named, and what follows from the field follows it', () => {
    const { classification, provenance, ambiguities } = classify(
      { message: 'PR or a work permit within 2 months, money is no problem' },
      {
        overrides: { intent_family: { value: 'Refugee', reason: 'said so on the phone', by: 'ana', at: AT } },
      },
    );
    expect(classification).toMatchObject({
      intent_family: 'Refugee',
      complexity_tier: 'Complex',
      lead_quality: 'Low',
    });
    expect(provenance.intent_family).toEqual({ source: 'human', detail: 'ana: said so on the phone' });
    expect(ambiguities).toEqual([]);
  });

  it('SC-02: a rule of the firm comes before the standard ones', () => {
    const settings = settingsOf({
      intents: { families: ['PR', 'Start-up'], supported: ['PR', 'Start-up'], programs: [] },
      rules: [{ field: 'intent_family', value: 'Start-up', phrases: ['startup visa', 'work permit'] }],
    });
    expect(classify({ message: 'work permit please' }, { settings }).classification.intent_family).toBe(
      'Start-up',
    );
  });

  it('SC-02: any text is classified without an error and twice the same', () => {
    const lead = fc.record({
      message: fc.string({ unit: 'grapheme', maxLength: 300 }),
      answers: fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }),
    });
    fc.assert(
      fc.property(lead, (fields) => expect(classify(fields)).toEqual(classify(fields))),
      { numRuns: 300 },
    );
  });

  it('SC-02: a hostile text of a million characters is classified', () => {
    const result = classify({
      message: 'not or study, '.repeat(100_000),
      answers: {
        ['budget '.repeat(5000)]: '1,'.repeat(50_000),
        'when do you start': '1 - 1 '.repeat(20_000),
      },
    });
    expect(result).toBeDefined();
  });
});
