import type { EventEnvelope } from '../../engine/core/events';
import type { Stage } from '../../engine/core/model';

/** What the firm's own events tell about one lead: the demo judges by these, as a report would. */
export interface LeadStory {
  readonly lead_id: string;
  readonly prospect_id: string | null;
  readonly identified: 'new' | 'existing' | 'review' | null;
  readonly score: number | null;
  readonly band: string | null;
  readonly opportunity_id: string | null;
  readonly stage: Stage | null;
  /** Who works on it now, by role. */
  readonly owners: Readonly<Record<string, string>>;
  readonly paid: boolean;
  readonly case_open: 'triggered' | 'confirmed' | null;
  /** What an incomplete handoff lacked, at its last try. */
  readonly missing: readonly string[];
  /** Types in the order they occurred. */
  readonly events: readonly string[];
}

/** The envelope as JSON carries it; instants are text there. */
export type LoggedEvent = Pick<EventEnvelope, 'id' | 'type' | 'data' | 'subject'> & { readonly occurred_at: string };

function startOf(leadId: string): LeadStory {
  return {
    lead_id: leadId,
    prospect_id: null,
    identified: null,
    score: null,
    band: null,
    opportunity_id: null,
    stage: null,
    owners: {},
    paid: false,
    case_open: null,
    missing: [],
    events: [],
  };
}

/** One event's part of the story. The data was checked by its schema when the event was written. */
const TELLS: Partial<Record<EventEnvelope['type'], (data: Record<string, unknown>, story: LeadStory) => Partial<LeadStory>>> = {
  OwnerAssigned: (data, { owners }) => ({ owners: { ...owners, [String(data['role'])]: String(data['owner_id']) } }),
  LeadIdentified: (data) => ({ prospect_id: String(data['prospect_id']), identified: data['outcome'] as LeadStory['identified'] }),
  LeadScored: (data) => ({ score: Number(data['score']), band: String(data['band']) }),
  SQLCreated: (data) => ({ opportunity_id: String(data['opportunity_id']), stage: 'SQL_ASSIGNED' }),
  StageChanged: (data) => ({ stage: data['to'] as Stage }),
  PaymentSucceeded: () => ({ paid: true }),
  HandoffIncomplete: (data) => ({ missing: data['missing'] as string[] }),
  CaseOpenTriggered: () => ({ case_open: 'triggered', missing: [] }),
  CaseOpenedConfirmed: () => ({ case_open: 'confirmed' }),
};

function belongs(event: LoggedEvent, story: LeadStory): boolean {
  const { lead_id, opportunity_id } = event.data;
  return lead_id === story.lead_id || (story.opportunity_id !== null && opportunity_id === story.opportunity_id);
}

/** The story of a lead from the events so far, whatever order and however often they were delivered. */
export function storyOf(events: readonly LoggedEvent[], leadId: string): LeadStory {
  const once = [...new Map(events.map((event) => [event.id, event])).values()];
  const inOrder = once.sort((a, b) => a.occurred_at.localeCompare(b.occurred_at) || a.id.localeCompare(b.id));
  return inOrder.reduce((story, event) => {
    if (!belongs(event, story)) return story;
    return { ...story, ...TELLS[event.type]?.(event.data, story), events: [...story.events, event.type] };
  }, startOf(leadId));
}
