import { exceptionReport, type PaidDeal, reconcileCases, revenueLines, type RevenueFacts } from '../../../engine/core/reconciliation';

const at = new Date('2026-04-02T12:00:00Z');
const march = { from: new Date('2026-03-01T00:00:00Z'), before: new Date('2026-04-01T00:00:00Z') };
const day = (date: number) => new Date(`2026-03-${String(date).padStart(2, '0')}T12:00:00Z`);
const deal: PaidDeal = { opportunity_id: 'o', payment_id: 'p', stage: 'CASE_OPENED', closer_id: 'noor', currency: 'CAD', amount_minor: 350_000, refunded_minor: 0, status: 'PAID', contested: false, paid_at: day(5), case_status: 'confirmed', opened_at: day(6) };

describe('monthly reconciliation', () => {
  it('PY-07: paid and opened deals are in step, with the totals of the month', () => {
    expect(reconcileCases([deal, { ...deal, currency: 'JPY', amount_minor: 5_000 }], march, at)).toEqual({
      deals: 2,
      mismatches: [],
      totals: [
        { currency: 'CAD', paid: 1, opened: 1, paid_minor: 350_000, refunded_minor: 0, net_minor: 350_000, opened_minor: 350_000 },
        { currency: 'JPY', paid: 1, opened: 1, paid_minor: 5_000, refunded_minor: 0, net_minor: 5_000, opened_minor: 5_000 },
      ],
    });
  });

  it.each([
    ['not_opened', { case_status: null, opened_at: null, stage: 'PAID' }, 'no handoff was built', 350_000],
    ['not_opened', { case_status: 'triggered', opened_at: null, stage: 'PAID' }, 'case ops have not confirmed it', 350_000],
    ['not_opened', { case_status: 'rejected', opened_at: null, stage: 'PAID' }, 'sales has not mended it', 350_000],
    ['opened_unpaid', { paid_at: null, status: 'FAILED', amount_minor: 350_000 }, 'its payment is FAILED', -350_000],
    ['opened_refunded', { status: 'REFUNDED', refunded_minor: 1 }, '1 of 350000 minor units went back', -1],
    ['opened_disputed', { status: 'EXCEPTION', contested: true }, 'a dispute is open or lost', 0],
  ] as const)('PY-07: %s is found with its age', (type, changes, detail, difference_minor) => {
    const { mismatches } = reconcileCases([{ ...deal, ...changes }, deal], march, at);
    expect(mismatches).toHaveLength(1);
    expect(mismatches[0]).toMatchObject({ type, difference_minor, detail: expect.stringContaining(detail), age: '8-30 days' });
  });

  it('PY-07: a deal outside the month is not looked at', () => {
    expect(reconcileCases([{ ...deal, paid_at: new Date('2026-04-01T00:00:00Z'), opened_at: null, case_status: null }], march, at)).toEqual({ deals: 0, mismatches: [], totals: [] });
  });
});

describe('weekly exceptions', () => {
  it('PY-06: what is open comes first, the oldest of it first', () => {
    const line = { opportunity_id: null, payment_id: null, closer_id: null, amount_minor: null, currency: null, by: 'mia', detail: '' };
    const report = exceptionReport([{ ...line, kind: 'discount', at: day(1), open: false }, { ...line, kind: 'unmatched_money', at: day(20), open: true }, { ...line, kind: 'payment_exception', at: day(10), open: true }], day(30));
    expect(report.map(({ kind, age_days }) => [kind, age_days])).toEqual([['payment_exception', 20], ['unmatched_money', 10], ['discount', 29]]);
  });
});

describe('revenue signals', () => {
  const facts: RevenueFacts = {
    ...{ opportunity_id: 'o', payment_id: 'p', offer_id: 'f', package_code: 'FULL_PR', closer_id: 'noor', amount_minor: 350_000, currency: 'CAD', provider_payment_id: 'pi_1', verified_by: 'webhook' },
    ...{ paid_at: day(5), opened_at: day(10), refunds: [{ total_minor: 50_000, at: day(8) }, { total_minor: 120_000, at: day(15) }] },
    settlements: [
      { transaction_id: 'txn_1', kind: 'payment', amount_minor: 350_000, fee_minor: 10_180, currency: 'CAD', at: day(5) },
      { transaction_id: 'txn_2', kind: 'dispute', amount_minor: -230_000, fee_minor: 1_500, currency: 'CAD', at: day(20) },
    ],
  };
  const lines = revenueLines(facts);

  it('PY-08: money in, case opened, refunds as steps, dispute and fees, each line with a stable id', () => {
    expect(lines.map(({ line_id, signal, amount_minor }) => [line_id, signal, amount_minor])).toEqual([
      ['p:received', 'received', 350_000],
      ['p:fee:txn_1', 'fee', -10_180],
      ['p:refund:50000', 'refund_reversal', -50_000],
      ['p:recognisable', 'recognisable', 300_000],
      ['p:refund:120000', 'refund_reversal', -70_000],
      ['p:txn_2', 'dispute_reversal', -230_000],
      ['p:fee:txn_2', 'fee', -1_500],
    ]);
  });

  it('PY-08: received less refunds is what the client has paid in the end', () => {
    const sum = lines.filter(({ signal }) => signal === 'received' || signal === 'refund_reversal').reduce((total, { amount_minor }) => total + amount_minor, 0);
    expect(sum).toBe(350_000 - 120_000);
  });

  it('PY-08: a case that is not open gives nothing to recognise', () => {
    expect(revenueLines({ ...facts, opened_at: null }).some(({ signal }) => signal === 'recognisable')).toBe(false);
  });
});
