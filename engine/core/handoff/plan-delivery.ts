const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** An ops system that is down over a long weekend still gets everything. */
const GIVE_UP_MS = 96 * HOUR_MS;

export interface DeliveryFacts {
  readonly kind: 'case_open' | 'stop';
  readonly payload_version: number;
  readonly created_at: Date;
  /** Tries so far, this one counted. */
  readonly attempts: number;
  /** The handoff as it stands now. */
  readonly case_status: 'triggered' | 'rejected' | 'confirmed';
  readonly case_version: number;
  readonly payment_state: string;
}

/** Why a message must not be sent any more; null = send it. The preconditions are looked at again at every try (P11.2). */
export function withheld({ kind, payload_version, case_status, case_version, payment_state }: DeliveryFacts): string | null {
  if (kind === 'stop') return null;
  if (payload_version !== case_version) return `version ${case_version} has replaced it`;
  if (case_status !== 'triggered') return `the handoff is ${case_status} meanwhile`;
  if (payment_state !== 'PAID') return `the payment is ${payment_state} meanwhile`;
  return null;
}

export type DeliveryResult = { readonly kind: 'delivered' } | { readonly kind: 'again'; readonly at: Date } | { readonly kind: 'dead' };

/** After a try: 2xx ends it; else again after 1, 2, 4 … minutes, at most an hour apart, for four days. */
export function afterAttempt({ kind, attempts, created_at }: Pick<DeliveryFacts, 'kind' | 'attempts' | 'created_at'>, status: number | null, at: Date): DeliveryResult {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  // The ops system knows no such case: there is nothing to stop.
  if (kind === 'stop' && (status === 404 || status === 410)) return { kind: 'delivered' };
  const pause = Math.min(HOUR_MS, MINUTE_MS * 2 ** Math.max(0, attempts - 1));
  const next = new Date(at.getTime() + pause);
  return next.getTime() - created_at.getTime() > GIVE_UP_MS ? { kind: 'dead' } : { kind: 'again', at: next };
}
