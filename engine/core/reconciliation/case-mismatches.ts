import { ageOf } from './ageing';
import type { Mismatch, MismatchType } from './mismatch';
import type { Period } from './reconcile-payments';

/** A deal with money or a case, as the month's close looks at it. */
export interface PaidDeal {
  readonly opportunity_id: string;
  readonly payment_id: string | null;
  readonly stage: string;
  readonly closer_id: string | null;
  readonly currency: string;
  /** What was paid; null = nothing was. */
  readonly amount_minor: number | null;
  readonly refunded_minor: number;
  readonly status: 'NONE' | 'PAYMENT_LINK_SENT' | 'PAYMENT_PENDING' | 'PAID' | 'FAILED' | 'REFUNDED' | 'EXCEPTION';
  readonly contested: boolean;
  readonly paid_at: Date | null;
  readonly case_status: 'triggered' | 'rejected' | 'confirmed' | null;
  readonly opened_at: Date | null;
}

export interface MonthTotal {
  readonly currency: string;
  readonly paid: number;
  readonly opened: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
  readonly net_minor: number;
  /** Net of the deals whose case is open: what the firm has begun to earn. */
  readonly opened_minor: number;
}

export interface CaseReconciliation {
  readonly deals: number;
  readonly mismatches: readonly Mismatch[];
  readonly totals: readonly MonthTotal[];
}

const WAITING: Readonly<Record<string, string>> = {
  none: 'no handoff was built',
  triggered: 'case ops have not confirmed it',
  rejected: 'case ops sent it back and sales has not mended it',
};

/** PY-07, P10.7: every paid deal of the period against its case, and every case against its money. */
export function reconcileCases(deals: readonly PaidDeal[], { from, before }: Period, at: Date): CaseReconciliation {
  const within = deals.filter(({ paid_at, opened_at }) => inPeriod(paid_at) || inPeriod(opened_at));
  return { deals: within.length, mismatches: within.flatMap((deal) => judge(deal, at)).sort((a, b) => a.since.getTime() - b.since.getTime()), totals: totalsOf(within) };

  function inPeriod(moment: Date | null): boolean {
    return moment !== null && moment >= from && moment < before;
  }
}

function judge(deal: PaidDeal, at: Date): Mismatch[] {
  const open = deal.case_status === 'confirmed';
  const held = deal.paid_at !== null;
  const gaps: Mismatch[] = [];
  if (held && deal.status === 'PAID' && !open) gaps.push(mismatch('not_opened', deal, WAITING[deal.case_status ?? 'none'] ?? '', deal.paid_at, at));
  if (open && !held) gaps.push(mismatch('opened_unpaid', deal, `its payment is ${deal.status}`, deal.opened_at, at));
  if (open && deal.refunded_minor > 0) gaps.push(mismatch('opened_refunded', deal, `${deal.refunded_minor} of ${deal.amount_minor} minor units went back`, deal.opened_at, at));
  if (open && deal.contested) gaps.push(mismatch('opened_disputed', deal, 'a dispute is open or lost', deal.opened_at, at));
  return gaps;
}

function mismatch(type: MismatchType, deal: PaidDeal, detail: string, since: Date | null, at: Date): Mismatch {
  const due = since ?? at;
  const { opportunity_id, payment_id, currency, amount_minor, refunded_minor, closer_id } = deal;
  const net = (amount_minor ?? 0) - refunded_minor;
  const theirs_minor = type === 'opened_unpaid' ? null : net;
  const ours_minor = type === 'not_opened' ? 0 : (amount_minor ?? 0);
  return { type, opportunity_id, payment_id, intent_id: null, currency, theirs_minor, ours_minor, difference_minor: (theirs_minor ?? 0) - ours_minor, since: due, ...ageOf(due, at), closer_id, detail, repaired: false };
}

function totalsOf(deals: readonly PaidDeal[]): MonthTotal[] {
  const totals = new Map<string, MonthTotal>();
  for (const { currency, amount_minor, refunded_minor, paid_at, case_status } of deals) {
    const known = totals.get(currency) ?? { currency, paid: 0, opened: 0, paid_minor: 0, refunded_minor: 0, net_minor: 0, opened_minor: 0 };
    const paid = paid_at === null ? 0 : (amount_minor ?? 0);
    const open = case_status === 'confirmed';
    totals.set(currency, {
      currency,
      paid: known.paid + (paid_at === null ? 0 : 1),
      opened: known.opened + (open ? 1 : 0),
      paid_minor: known.paid_minor + paid,
      refunded_minor: known.refunded_minor + refunded_minor,
      net_minor: known.net_minor + paid - refunded_minor,
      opened_minor: known.opened_minor + (open ? paid - refunded_minor : 0),
    });
  }
  return [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
