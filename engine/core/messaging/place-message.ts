import { comparable } from '../lead';

/** A person whom the sender's number or id points to, and whether an opportunity of theirs is open. */
export interface KnownSender {
  readonly prospect_id: string;
  readonly full_name: string | null;
  /** The open opportunity; null = none. */
  readonly opportunity_id: string | null;
}

/** The enquiry that the thread's last message belonged to. */
export interface RecentEnquiry {
  readonly lead_id: string;
  readonly prospect_id: string | null;
  readonly last_message_at: Date;
}

export interface SenderFacts {
  readonly known: readonly KnownSender[];
  readonly enquiry: RecentEnquiry | null;
  readonly profile_name: string | null;
}

/** Where a message belongs. */
export type Placement =
  | { readonly kind: 'opportunity'; readonly opportunity_id: string; readonly prospect_id: string; readonly why: string }
  | { readonly kind: 'enquiry'; readonly lead_id: string; readonly prospect_id: string | null; readonly why: string }
  | { readonly kind: 'lead'; readonly why: string };

const HOUR_MS = 3_600_000;

/**
 * IN-05: a message of a person with an open opportunity is an activity there. The next messages of an enquiry belong to it
 * until it is old. Everything else is a new lead, which identity resolution gives to its person; so is a message from a phone
 * that several people with open opportunities share, unless thread or name tells who writes.
 */
export function placeMessage({ known, enquiry, profile_name }: SenderFacts, conversationHours: number, at: Date): Placement {
  const open = known.filter(({ opportunity_id }) => opportunity_id !== null);
  const sender = open.length <= 1 ? open[0] : whoWrites(open, enquiry, profile_name);
  if (sender?.opportunity_id) return { kind: 'opportunity', opportunity_id: sender.opportunity_id, prospect_id: sender.prospect_id, why: 'the person has an open opportunity' };
  const isRecent = enquiry !== null && at.getTime() - enquiry.last_message_at.getTime() <= conversationHours * HOUR_MS;
  if (isRecent && open.length === 0) return { kind: 'enquiry', lead_id: enquiry.lead_id, prospect_id: enquiry.prospect_id, why: `the same enquiry within ${conversationHours} hours` };
  return { kind: 'lead', why: open.length > 1 ? 'several people with open opportunities use this number' : known.length > 0 ? 'the person is known and has no open opportunity' : 'nobody with this number is known' };
}

function whoWrites(open: readonly KnownSender[], enquiry: RecentEnquiry | null, profileName: string | null): KnownSender | undefined {
  const byThread = open.find(({ prospect_id }) => prospect_id === enquiry?.prospect_id);
  const name = comparable(profileName ?? '');
  const byName = name === '' ? [] : open.filter(({ full_name }) => comparable(full_name ?? '') === name);
  return byThread ?? (byName.length === 1 ? byName[0] : undefined);
}
