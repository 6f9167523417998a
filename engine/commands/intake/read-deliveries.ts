import { DomainError, type Problem } from '../../core/errors';
import { type Hidden, hiddenIn, type IntakeSettings, type LeadSource, normalizeLead } from '../../core/lead';
import type { InboundMessage } from '../../core/messaging';
import type { NormalizedLead } from '../../core/model';
import type { LoadedDelivery } from './load-deliveries';

export type LeadSources = Readonly<Partial<Record<string, LeadSource>>>;

/** Why no lead can be made of a delivery. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** What a stored delivery says: its leads, or why there are none; and what of it must not stay. */
export interface ReadDelivery {
  readonly delivery: LoadedDelivery;
  readonly leads: readonly NormalizedLead[];
  readonly rejection: Rejection | null;
  readonly hidden: readonly Hidden[];
  /** Set for a message; it makes a lead only where it starts an enquiry. */
  readonly inbound?: InboundMessage;
}

/** Reads and normalises one delivery. One that was rejected is judged again first: a rule or a reader may have been mended. */
export function readDelivery(delivery: LoadedDelivery, source: LeadSource, settings: IntakeSettings): ReadDelivery {
  const rejection = delivery.entered_rejected ? rejectionBy(source, delivery, settings) : null;
  if (rejection) return { delivery, leads: [], rejection, hidden: hiddenIn(source, delivery, settings) };
  try {
    const read = source.read(delivery, settings);
    const results = read.map((lead) => normalizeLead(lead, settings));
    const inbound = read[0]?.inbound;
    const hidden = [...source.secretsIn(delivery), ...results.flatMap(({ sensitive }) => sensitive)];
    return { delivery, leads: results.map(({ lead }) => lead), rejection: null, hidden, ...(inbound ? { inbound } : {}) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, problems } = error;
    return { delivery, leads: [], rejection: { code, message, problems }, hidden: source.secretsIn(delivery) };
  }
}

function rejectionBy(source: LeadSource, delivery: LoadedDelivery, settings: IntakeSettings): Rejection | null {
  const verdict = source.judge(delivery, settings);
  return verdict.kind === 'rejected' ? { code: verdict.code, message: verdict.message, problems: verdict.problems } : null;
}

/** The reason column of a delivery that was rejected before: `CODE: sentence`. */
export function storedRejection({ reason }: LoadedDelivery): Rejection {
  const [, code = 'REJECTED', message = 'The delivery was rejected'] = /^([A-Z0-9_]+): (.*)$/s.exec(reason ?? '') ?? [];
  return { code, message, problems: [] };
}
