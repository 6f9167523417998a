import { storyOf, type LoggedEvent } from '../../scripts/demo/lead-story';

const event = (number: number, type: LoggedEvent['type'], data: Record<string, unknown>): LoggedEvent => ({
  id: `event-${number}`,
  type,
  occurred_at: `2026-01-01T00:00:0${number}.000Z`,
  subject: { kind: 'lead', id: 'lead-1' },
  data,
});

const history = [
  event(1, 'LeadCaptured', { lead_id: 'lead-1' }),
  event(2, 'LeadIdentified', { lead_id: 'lead-1', prospect_id: 'prospect-1', outcome: 'new' }),
  event(3, 'LeadScored', { lead_id: 'lead-1', score: 86, band: 'Hot' }),
  event(4, 'SQLCreated', { lead_id: 'lead-1', opportunity_id: 'opportunity-1' }),
  event(5, 'StageChanged', { opportunity_id: 'opportunity-1', to: 'CONTACTED' }),
  event(6, 'PaymentSucceeded', { opportunity_id: 'opportunity-1' }),
  event(7, 'CaseOpenedConfirmed', { opportunity_id: 'opportunity-1' }),
];

describe('the story of a demo lead', () => {
  it('is the same whatever the order and number of deliveries', () => {
    const straight = storyOf(history, 'lead-1');
    expect(straight).toMatchObject({ identified: 'new', score: 86, band: 'Hot', stage: 'CONTACTED', paid: true, case_open: 'confirmed' });
    expect(storyOf([...history].reverse().concat(history), 'lead-1')).toEqual(straight);
  });

  it("leaves out another lead's events", () => {
    const other = event(8, 'StageChanged', { opportunity_id: 'opportunity-2', to: 'PAID' });
    expect(storyOf([...history, other], 'lead-1').stage).toBe('CONTACTED');
    expect(storyOf(history, 'lead-2').events).toEqual([]);
  });
});
