/** What a message is about; ids and words only, no personal data of the prospect. */
export interface NoticeFacts {
  readonly type: 'SlaEscalated' | 'SlaDigest' | 'CoachingFlagged' | 'OwnerWaiting';
  readonly data: Readonly<Record<string, unknown>>;
  readonly segment: string | null;
  readonly stage: string | null;
  readonly owner_name: string | null;
  readonly time_zone: string;
}

export interface WordedNotice {
  readonly subject: string;
  readonly text: string;
}

/** P6.5.2: says what is late and who can help, and blames nobody. */
export function wordNotice(facts: NoticeFacts): WordedNotice {
  switch (facts.type) {
    case 'SlaEscalated':
      return escalated(facts);
    case 'SlaDigest':
      return digest(facts);
    case 'CoachingFlagged':
      return {
        subject: `For the next 1:1 with ${facts.owner_name ?? facts.data['owner_id']}`,
        text: `${facts.data['misses']} deadlines were missed in ${facts.data['days']} days. What got in the way, and what would help?`,
      };
    case 'OwnerWaiting':
      return { subject: `Nobody can take an opportunity as ${facts.data['role']}`, text: `${about(facts)} waits in the queue. ${facts.data['reason']}\nIt gets its owner as soon as somebody is free; capacity and absences are in Firm Settings.` };
  }
}

function escalated(facts: NoticeFacts): WordedNotice {
  const { data } = facts;
  const what = words(data['policy']);
  const due = `due ${time(data['due_at'], facts.time_zone)}`;
  const owner = facts.owner_name ?? 'nobody yet';
  switch (data['action']) {
    case 'warn':
      return { subject: `Soon due: ${what}`, text: `${about(facts)}: ${what} is ${due}. There is still time.` };
    case 'notify_rep':
      return { subject: `Overdue: ${what}`, text: `${about(facts)}: ${what} was ${due}. A short attempt now still helps; say so if you need a hand.` };
    case 'notify_manager':
      return { subject: `Overdue with ${owner}: ${what}`, text: `${about(facts)}: ${what} was ${due}. Owner: ${owner}. Can somebody step in?` };
    default:
      return { subject: `${what}: ${words(data['action'])}`, text: `${about(facts)}: ${what} was ${due}. Owner: ${owner}.` };
  }
}

function digest({ data, time_zone }: NoticeFacts): WordedNotice {
  const list = (counts: unknown): string => Object.entries((counts ?? {}) as Record<string, number>).map(([key, count]) => `${count} × ${words(key)}`).join(', ');
  return {
    subject: `${data['notices']} deadlines in one message`,
    text: `Between ${time(data['first_step_at'], time_zone)} and ${time(data['last_step_at'], time_zone)} there would have been ${data['notices']} messages to you: ${list(data['by_action'])}.\nThey concern ${list(data['by_policy'])}. The board of missed deadlines shows what is open now.`,
  };
}

function about({ data, segment, stage }: NoticeFacts): string {
  const name = [segment, stage].filter(Boolean).join(', ');
  return `${data['opportunity_id'] ? 'Opportunity' : 'Lead'} ${String(data['opportunity_id'] ?? data['lead_id'] ?? '')}${name ? ` (${name})` : ''}`;
}

function words(name: unknown): string {
  return String(name).replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

function time(instant: unknown, timeZone: string): string {
  return new Date(String(instant)).toLocaleString('en-CA', { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
}
