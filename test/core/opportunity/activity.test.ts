import { DomainError } from '../../../engine/core/errors';
import { ACTIVITY_OUTCOMES } from '../../../engine/core/model';
import { activityMeaning, OUTCOME_RULES, parseActivity } from '../../../engine/core/opportunity';
import { at, ID } from './facts';

const call = { opportunity_id: ID, kind: 'call', direction: 'outbound', occurred_at: at };

function gaps(input: object): string[] {
  try {
    parseActivity(input);
    return [];
  } catch (error) {
    return error instanceof DomainError ? error.problems.map(({ field, message }) => `${field}: ${message}`) : [String(error)];
  }
}

describe('activities', () => {
  it('CD-02: a call ends in an outcome of the fixed list', () => {
    expect(gaps(call)).toEqual([`outcome: missing; a call ends in one of: ${ACTIVITY_OUTCOMES.join(', ')}`]);
    expect(gaps({ ...call, outcome: 'nice chat' })[0]).toContain("'connected' | 'voicemail'");
    for (const outcome of ACTIVITY_OUTCOMES.filter((each) => each !== 'call_back_later')) expect(gaps({ ...call, outcome })).toEqual([]);
  });

  it('CD-02: call back later needs its time, after the call, and no other outcome has one', () => {
    expect(gaps({ ...call, outcome: 'call_back_later' })).toEqual(['call_back_at: missing; call_back_later needs the agreed time']);
    expect(gaps({ ...call, outcome: 'call_back_later', call_back_at: at })).toEqual(['call_back_at: must be after the call itself']);
    expect(gaps({ ...call, outcome: 'call_back_later', call_back_at: new Date(at.getTime() + 60_000) })).toEqual([]);
    expect(gaps({ ...call, outcome: 'no_answer', call_back_at: new Date(at.getTime() + 60_000) })).toEqual(['call_back_at: only with the outcome call_back_later']);
  });

  it('CD-02: every gap is said at once', () => {
    expect(gaps({ opportunity_id: 'x', kind: 'call', direction: 'outbound', call_back_at: at })).toEqual([
      'opportunity_id: must be a record id (UUID)',
      'occurred_at: Invalid date',
      expect.stringContaining('outcome: missing'),
      'call_back_at: only with the outcome call_back_later',
    ]);
  });

  it('CD-02: outcomes are for calls; a message has none', () => {
    expect(gaps({ ...call, kind: 'email', outcome: 'connected' })).toEqual(["outcome: 'connected' is for calls only, not for email"]);
    expect(gaps({ ...call, kind: 'email' })).toEqual([]);
  });

  it('CD-02: every outcome has its mandatory next step', () => {
    for (const outcome of ACTIVITY_OUTCOMES) expect(OUTCOME_RULES[outcome].next_step.text).not.toBe('');
    expect(activityMeaning({ kind: 'call', direction: 'outbound', outcome: 'wrong_number' }).next_step?.code).toBe('verify_contact');
  });

  it.each([
    ['call', 'outbound', 'voicemail', true, false],
    ['call', 'outbound', 'connected', true, true],
    ['call', 'outbound', 'call_back_later', true, true],
    ['whatsapp', 'outbound', null, true, false],
    ['whatsapp', 'inbound', null, false, true],
    ['call', 'inbound', 'voicemail', false, false],
    ['note', 'internal', null, false, false],
    ['system', 'outbound', null, false, false],
    ['meeting', 'outbound', null, false, false],
  ] as const)('CD-02: %s %s %s is an attempt: %s, an answer: %s', (kind, direction, outcome, isAttempt, isAnswer) => {
    expect(activityMeaning({ kind, direction, outcome })).toMatchObject({ is_attempt: isAttempt, is_answer: isAnswer });
  });
});
