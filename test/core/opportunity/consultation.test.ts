import { DomainError } from '../../../engine/core/errors';
import { consultationStageGaps, parseConsultation } from '../../../engine/core/opportunity';
import { factsOf } from './facts';

const notes = {
  context_goals: 'PR within a year, family of three',
  situation: 'CRS 486, one refusal in 2022',
  options: 'Express Entry; PNP Ontario',
  recommendation: 'Express Entry, draws are near the score',
  decision: 'pay',
  constraints: null,
  risks: { eligibility_uncertainty: true, timelines: true, client_effort: true, external_dependencies: true },
  risk_notes: 'Draw scores may rise; refusal must be explained',
  next_step_at: null,
};

function gaps(input: object): string[] {
  try {
    parseConsultation(input);
    return [];
  } catch (error) {
    return error instanceof DomainError ? error.problems.map(({ field }) => field) : [String(error)];
  }
}

describe('consultation notes', () => {
  it('CL-01: the five parts are needed, all gaps at once', () => {
    expect(gaps(notes)).toEqual([]);
    expect(gaps({ ...notes, context_goals: '', situation: '', recommendation: '' })).toEqual(['context_goals', 'situation', 'recommendation']);
  });

  it('CL-03: each of the four risk items must be ticked', () => {
    expect(gaps({ ...notes, risks: { ...notes.risks, timelines: false, client_effort: false } })).toEqual(['risks.timelines', 'risks.client_effort']);
    expect(gaps({ ...notes, risk_notes: '' })).toEqual(['risk_notes']);
  });

  it('CL-01: every gap is said at once, in the fields’ own words', () => {
    expect(gaps({ ...notes, situation: null, risks: {}, decision: 'follow_up' })).toEqual([
      'situation',
      ...['eligibility_uncertainty', 'timelines', 'client_effort', 'external_dependencies'].map((item) => `risks.${item}`),
      'next_step_at',
    ]);
    expect(() => parseConsultation({ ...notes, situation: null })).toThrow('The consultation has 1 mistake: situation: missing');
  });

  it('CL-02: the consultation ends in pay, follow-up with its time, or lost', () => {
    expect(gaps({ ...notes, decision: 'maybe' })).toEqual(['decision']);
    expect(gaps({ ...notes, decision: 'follow_up' })).toEqual(['next_step_at']);
    expect(gaps({ ...notes, decision: 'follow_up', next_step_at: '2025-03-12T10:00:00Z' })).toEqual([]);
    expect(gaps({ ...notes, decision: 'lost' })).toEqual([]);
  });

  it('CL-01: notes belong to a booked appointment and may be corrected until the money is in', () => {
    expect(consultationStageGaps(factsOf({ stage: 'APPOINTMENT_SET' }))).toEqual([]);
    expect(consultationStageGaps(factsOf({ stage: 'NEGOTIATION' }))).toEqual([]);
    expect(consultationStageGaps(factsOf({ stage: 'QUALIFIED' }))[0]?.message).toContain('is QUALIFIED');
    expect(consultationStageGaps(factsOf({ stage: 'PAID', case_open_status: 'triggered' }))[0]?.field).toBe('stage');
  });

  it('CL-01: notes that keep a paid case from being handed over, or that case ops returned, are mended after the payment', () => {
    expect(consultationStageGaps(factsOf({ stage: 'PAID', case_open_status: null }))).toEqual([]);
    expect(consultationStageGaps(factsOf({ stage: 'PAID', case_open_status: 'rejected' }))).toEqual([]);
  });
});
