import { assessLead, SQL_CRITERIA, type SqlCriterion } from '../../../engine/core/scoring';
import { AT, inputWith, settingsOf, STRONG_ANSWERS } from './sample-lead';

const strong = (lead: Parameters<typeof inputWith>[0] = {}, more: Parameters<typeof inputWith>[1] = {}) =>
  assessLead(inputWith({ answers: STRONG_ANSWERS, ...lead }, more));

describe('assessLead: SQL', () => {
  it('SC-06: all six criteria hold and each says why', () => {
    const result = strong();
    expect(result).toMatchObject({
      outcome: 'sql',
      is_sql: true,
      next_action: 'route',
      why: 'all six SQL criteria hold',
    });
    expect(result.criteria).toEqual([
      { criterion: 'supported_intent', passed: true, why: 'PR is a supported service' },
      { criterion: 'supported_region', passed: true, why: 'every region is supported' },
      { criterion: 'consent', passed: true, why: 'consent to service contact by whatsapp' },
      { criterion: 'score', passed: true, why: 'score 70 reaches 70' },
      { criterion: 'contactable', passed: true, why: 'valid phone and email' },
      { criterion: 'not_disqualified', passed: true, why: 'not disqualified' },
    ]);
    expect(strong({}, { prospect: { engagement_level: 'High' } }).next_action).toBe('route_priority');
  });

  const regions = settingsOf({ regions: { supported: ['CA'] } });
  const denied = [
    { channel: 'whatsapp' as const, purpose: 'service' as const, status: 'withdrawn' as const },
    { channel: 'whatsapp' as const, purpose: 'service' as const, status: 'granted' as const },
  ];
  const cases: [string, SqlCriterion, ReturnType<typeof strong>, string][] = [
    [
      'an unknown intent',
      'supported_intent',
      strong({ answers: { ...STRONG_ANSWERS, 'What are you interested in?': '' } }),
      'the intent is not known; supported are PR, Work, Study',
    ],
    [
      'an intent that is not served',
      'supported_intent',
      strong({ answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'Citizenship' } }),
      'Citizenship is not a supported service; supported are PR, Work, Study',
    ],
    [
      'an unknown residence in a firm with regions',
      'supported_region',
      strong({}, { settings: regions }),
      'the country of residence is not known; supported are CA',
    ],
    [
      'a residence that is not served',
      'supported_region',
      strong({ residence_country: 'IN' }, { settings: regions }),
      'residence IN is not a supported region; supported are CA',
    ],
    [
      'no consent',
      'consent',
      strong({}, { prospect: { consents: [] } }),
      'no consent to service contact on a channel by which the person can be reached',
    ],
    [
      'marketing consent only',
      'consent',
      strong(
        {},
        { prospect: { consents: [{ channel: 'whatsapp', purpose: 'marketing', status: 'granted' }] } },
      ),
      'no consent to service contact on a channel by which the person can be reached',
    ],
    [
      'consent on a channel without an address',
      'consent',
      strong({ phone: null }),
      'no consent to service contact on a channel by which the person can be reached',
    ],
    [
      'an earlier opt-out',
      'consent',
      strong({}, { prospect: { consents: denied } }),
      'no consent to service contact: refused or withdrawn for whatsapp',
    ],
    [
      'a low score',
      'score',
      strong({ answers: { 'What are you interested in?': 'PR' } }),
      'score 20 is 50 below 70',
    ],
    ['no address', 'contactable', strong({ phone: null, email: null }), 'no valid phone or email'],
    [
      'spam',
      'not_disqualified',
      strong({ spam_score: 95 }),
      'spam: the spam score is 95, from 90 on a lead is disqualified',
    ],
  ];
  it.each(cases)(
    'SC-06: %s fails %s with the reason, and there is no SQL',
    (_case, criterion, result, why) => {
      expect(result.is_sql).toBe(false);
      expect(result.criteria.find((one) => one.criterion === criterion)).toEqual({
        criterion,
        passed: false,
        why,
      });
      expect(result.criteria.map((one) => one.criterion)).toEqual([...SQL_CRITERIA]);
    },
  );

  it('SC-06: the score threshold comes from the settings', () => {
    expect(strong({}, { settings: settingsOf({ sql: { threshold: 71 } }) }).is_sql).toBe(false);
  });

  it('SC-06: a person disqualified as out of scope last month stays so, for another reason or long ago not', () => {
    const earlier = (reason: 'out_of_scope' | 'no_timeline', days: number) => ({
      prospect: {
        earlier_disqualification: { reason, closed_at: new Date(AT.getTime() - days * 86_400_000) },
      },
    });
    expect(strong({}, earlier('out_of_scope', 30))).toMatchObject({
      outcome: 'disqualified',
      disqualification_reason: 'out_of_scope',
      next_action: 'none',
    });
    expect(strong({}, earlier('out_of_scope', 91)).outcome).toBe('sql');
    expect(strong({}, earlier('no_timeline', 1)).outcome).toBe('sql');
  });

  it('SC-06: while it is under review who the person is, nobody gets the lead', () => {
    expect(strong({}, { prospect: { identity_open: true } })).toMatchObject({
      outcome: 'review',
      is_sql: false,
      why: 'who this person is, is still under review',
    });
  });

  it('IN-01: a test lead is assessed in full, and nobody works on it', () => {
    expect(strong({ is_test: true })).toMatchObject({ outcome: 'disqualified', score: 70, is_sql: false, disqualification_reason: null });
  });

  it('SC-11: each outcome says what follows', () => {
    const doubtful = strong(
      { answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'no idea' } },
      { prospect: { engagement_level: 'High' } },
    );
    expect(doubtful).toMatchObject({
      outcome: 'review',
      next_action: 'review',
      why: 'only a known intent is missing for an SQL',
    });
    expect(
      strong({ answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'PR or work permit' } }),
    ).toMatchObject({ outcome: 'review', why: 'the lead names several intents: PR, Work' });
    expect(strong({ answers: { ...STRONG_ANSWERS, 'Are your documents ready?': 'No' } })).toMatchObject({
      outcome: 'nurture',
      band: 'Warm',
      next_action: 'nurture_and_setter_task',
    });
    expect(strong({ answers: { 'What are you interested in?': 'PR' } })).toMatchObject({
      outcome: 'nurture',
      band: 'Cold',
      next_action: 'education',
    });
    expect(strong({}, { prospect: { consents: [] } })).toMatchObject({
      outcome: 'nurture',
      next_action: 'no_outreach',
    });
    expect(
      strong({ answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'Refugee' } }),
    ).toMatchObject({ outcome: 'disqualified', disqualification_reason: 'out_of_scope' });
    const lenient = settingsOf({ disqualification: { out_of_scope: false } });
    expect(
      strong(
        { answers: { ...STRONG_ANSWERS, 'What are you interested in?': 'Refugee' } },
        { settings: lenient },
      ).outcome,
    ).toBe('nurture');
  });
});
