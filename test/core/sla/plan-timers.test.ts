import { clockEffect, type ClockAction, elapsed, calendarOf, planTimers, slaSettings } from '../../../engine/core/sla';
import { SLA_POLICIES, type SlaPolicy } from '../../../engine/core/model';

const sla = slaSettings.parse({ calendars: [{ id: 'default', holidays: [{ date: '2026-05-18', name: 'Victoria Day' }] }] });
const TORONTO = 'America/Toronto';
const at = (iso: string): Date => new Date(iso);
const plan = (policy: SlaPolicy, started: string, fields: { band?: 'Hot' | 'Warm' | 'Cold'; segment?: string } = {}, settings = sla) =>
  planTimers({ policy, started_at: at(started), band: fields.band ?? null, segment: fields.segment ?? null }, settings, TORONTO);
const due = (...args: Parameters<typeof plan>): Date[] => plan(...args).timers.map(({ due_at }) => due_at);

const MONDAY_TEN = '2026-05-11T10:00:00-04:00';
const FRIDAY_NIGHT = '2026-05-15T22:00:00-04:00';

describe('SLA policies with the defaults of the playbook', () => {
  it('SL-01: the automatic first response is due in 2 minutes at any time of day', () => {
    expect(due('AutomatedFirstResponse', FRIDAY_NIGHT)).toEqual([at('2026-05-15T22:02:00-04:00')]);
  });

  it('SL-01: a Hot SQL waits 30 minutes, a Warm one 4 hours, in business time', () => {
    expect(due('FirstHumanAttempt', MONDAY_TEN, { band: 'Hot' })).toEqual([at('2026-05-11T10:30:00-04:00')]);
    expect(due('FirstHumanAttempt', MONDAY_TEN, { band: 'Warm' })).toEqual([at('2026-05-11T14:00:00-04:00')]);
    expect(due('FirstHumanAttempt', FRIDAY_NIGHT, { band: 'Hot' })).toEqual([at('2026-05-19T09:30:00-04:00')]);
  });

  it("SL-01: a segment's own target goes before its band's; a band without target has no clock and says so", () => {
    const own = slaSettings.parse({ policies: { FirstHumanAttempt: { segment_minutes: { 'Hot PR': 10 } } } });
    expect(due('FirstHumanAttempt', MONDAY_TEN, { band: 'Hot', segment: 'Hot PR' }, own)).toEqual([at('2026-05-11T10:10:00-04:00')]);
    expect(plan('FirstHumanAttempt', MONDAY_TEN, { band: 'Cold' })).toEqual({ timers: [], reason: 'FirstHumanAttempt has no target for the band Cold' });
    const off = slaSettings.parse({ policies: { HandoffFix: { enabled: false } } });
    expect(plan('HandoffFix', MONDAY_TEN, {}, off).reason).toBe('the policy HandoffFix is switched off in settings.sla');
  });

  it('SL-01: ops validate within 24 hours of the wall clock, sales fix within 8 business hours', () => {
    expect(due('OpsValidation', FRIDAY_NIGHT)).toEqual([at('2026-05-16T22:00:00-04:00')]);
    expect(due('HandoffFix', '2026-05-15T14:00:00-04:00')).toEqual([at('2026-05-19T13:00:00-04:00')]);
  });

  it('SL-01: the payment chase comes on days 1, 3 and 7, in open hours, also across a change of clocks', () => {
    expect(due('PaymentChase', '2026-05-14T16:00:00-04:00')).toEqual([at('2026-05-15T16:00:00-04:00'), at('2026-05-19T09:00:00-04:00'), at('2026-05-21T16:00:00-04:00')]);
    expect(due('PaymentChase', '2026-10-30T16:00:00-04:00')[1]).toEqual(at('2026-11-02T16:00:00-05:00'));
  });

  it('SL-01: the follow-up cadence wants a touch on days 0, 1, 2-3 and 4-7', () => {
    const { timers } = plan('FollowUpCadence', '2026-05-12T10:00:00-04:00');
    expect(timers.map(({ step, due_at }) => [step, due_at])).toEqual([
      ['day 0', at('2026-05-12T18:00:00-04:00')],
      ['day 1', at('2026-05-13T18:00:00-04:00')],
      ['day 2-3', at('2026-05-15T18:00:00-04:00')],
      ['day 4-7', at('2026-05-19T18:00:00-04:00')],
    ]);
    expect(plan('FollowUpCadence', FRIDAY_NIGHT).timers[0]!.due_at).toEqual(at('2026-05-19T18:00:00-04:00'));
  });

  it('SL-01: the preset speed_to_call is 5 minutes and 5 touches in 14 days, and what the document says goes before', () => {
    const preset = slaSettings.parse({ preset: 'speed_to_call', policies: { FirstHumanAttempt: { target_minutes: { Warm: 15 } } } });
    expect(preset.policies.FirstHumanAttempt.target_minutes).toEqual({ Hot: 5, Warm: 15, Cold: 5 });
    expect(plan('FollowUpCadence', MONDAY_TEN, {}, preset).timers).toHaveLength(5);
    expect(due('FollowUpCadence', MONDAY_TEN, {}, preset)[4]).toEqual(at('2026-05-25T18:00:00-04:00'));
  });

  it('SL-02: elapsed time runs on the clock of the timer', () => {
    const calendar = calendarOf(sla, null, TORONTO);
    const [from, until] = [at('2026-05-11T17:00:00-04:00'), at('2026-05-12T10:00:00-04:00')];
    expect(elapsed('business', from, until, calendar)).toBe(2 * 3_600_000);
    expect(elapsed('wall', from, until, calendar)).toBe(17 * 3_600_000);
  });
});

describe('which actions meet which clock', () => {
  const touch = (fields: Partial<Extract<ClockAction, { kind: 'activity' }>> = {}): ClockAction => ({ kind: 'activity', direction: 'outbound', on_channel: true, acknowledgement: false, by_human: true, is_answer: false, ...fields });
  const effects = (action: ClockAction) => Object.fromEntries(SLA_POLICIES.map((policy) => [policy, clockEffect(policy, action)]).filter(([, effect]) => effect !== null));

  it('SL-04: an automatic reply meets the automatic clock and never the human one', () => {
    expect(effects(touch({ by_human: false }))).toEqual({ AutomatedFirstResponse: 'meet', FollowUpCadence: 'meet' });
    expect(effects(touch({ by_human: false, acknowledgement: true }))).toEqual({ AutomatedFirstResponse: 'meet' });
  });

  it('SL-04: an attempt by a person counts without an answer', () => {
    expect(effects(touch())).toEqual({ AutomatedFirstResponse: 'meet', FirstHumanAttempt: 'meet', FollowUpCadence: 'meet' });
  });

  it('SL-04: a note is no attempt, a message of the prospect stops the cadence only', () => {
    expect(effects(touch({ direction: 'internal', on_channel: false }))).toEqual({});
    expect(effects(touch({ direction: 'inbound', by_human: false, is_answer: true }))).toEqual({ FollowUpCadence: 'cancel' });
  });

  it('SL-04: payment meets the chase, ops meet their own clock, a closed opportunity stops all', () => {
    expect(effects({ kind: 'event', type: 'PaymentSucceeded' })).toEqual({ FollowUpCadence: 'cancel', PaymentChase: 'meet' });
    expect(effects({ kind: 'event', type: 'CaseOpenRejected' })).toEqual({ OpsValidation: 'meet' });
    expect(effects({ kind: 'event', type: 'CaseOpenResubmitted' })).toEqual({ HandoffFix: 'meet' });
    expect(Object.values(effects({ kind: 'stage', stage: 'CLOSED_LOST' }))).toEqual(SLA_POLICIES.map(() => 'cancel'));
    expect(effects({ kind: 'stage', stage: 'CONTACTED' })).toEqual({});
  });
});

describe('SLA settings', () => {
  it.each([
    [{ calendars: [] }, 'needs at least one calendar'],
    [{ calendars: [{ id: 'x', holidays: [{ date: '2026-02-30', name: 'never' }] }] }, "'2026-02-30' is not a date of the calendar"],
    [{ policies: { OpsValidation: { target_minutes: 0 } } }, 'more than 0 minutes'],
    [{ policies: { FollowUpCadence: { windows: [{ from_day: 3, to_day: 1 }] } } }, 'must not be before from_day'],
    [{ policies: { PaymentChase: { days: [0] } } }, 'a day after the link'],
    [{ policies: { Unknown: {} } }, 'Unrecognized key'],
    [{ preset: 'fast' }, 'Invalid enum value'],
  ])('SL-01: %j is refused with a sentence', (document, sentence) => {
    expect(() => slaSettings.parse(document)).toThrow(sentence);
  });
});
