import fc from 'fast-check';

import { ageOf, checkedPeriod, reconcilePayments, reportPeriod, showPayments, toCsv } from '../../../engine/core/reconciliation';
import { BOOKS_AT, type Pair, pairOf, seededErrors, toldOf } from '../../support/books';

const PERIOD = { from: new Date('2026-03-14T00:00:00Z'), before: new Date('2026-03-19T00:00:00Z') };

function compare(parts: readonly { theirs: readonly Pair['theirs'][]; mine: readonly Pair['mine'][]; lines: Pair['lines'] }[]) {
  const statement = { payments: parts.flatMap(({ theirs }) => theirs), settlements: parts.flatMap(({ lines }) => lines) };
  return reconcilePayments({ account_id: 'acme', mode: 'live', statement, booked: parts.flatMap(({ mine }) => mine), ...PERIOD, at: BOOKS_AT });
}
const inStep = (pair: Pair) => ({ theirs: [pair.theirs], mine: [pair.mine], lines: pair.lines });

describe('reconciliation of payments', () => {
  it('PY-07: books in step have no mismatch and equal totals', () => {
    const report = compare([pairOf(1), pairOf(2)].map(inStep));
    expect(report).toEqual({ matched: 2, foreign: 0, mismatches: [], totals: [{ currency: 'CAD', payments: 2, theirs_minor: 700_003, ours_minor: 700_003, refunded_theirs_minor: 0, refunded_ours_minor: 0 }] });
  });

  it.each(seededErrors(350_001).map((error) => [error.type, error] as const))('PY-07: %s is found, typed, to the minor unit and with its age', (_, error) => {
    const report = compare([error.seed(pairOf(1)), inStep(pairOf(2))]);
    const found = report.mismatches.find(({ type }) => type === error.type);
    expect(found).toMatchObject({ opportunity_id: 'opp_1', difference_minor: error.difference_minor, age_days: 4, age: '2-7 days', repaired: false });
  });

  it('PY-07: any mixture of seeded errors is found whole, and nothing else is reported', () => {
    const kinds = seededErrors(0).length;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: kinds - 1 }), { minLength: 1, maxLength: 40 }), (choices) => {
        const seeded = choices.map((choice, index) => {
          const pair = pairOf(index);
          const error = choice < 0 ? undefined : seededErrors(pair.theirs.amount_minor)[choice];
          return { error, opportunity: `opp_${index}`, part: error ? error.seed(pair) : inStep(pair) };
        });
        const expected = seeded.flatMap(({ error, opportunity }) => (error ? [`${opportunity} ${error.type} ${error.difference_minor}`] : [])).sort();
        expect(toldOf(compare(seeded.map(({ part }) => part)).mismatches)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it("PY-07: other payments of the same Stripe account are counted, not judged", () => {
    const stranger = { ...pairOf(9).theirs, account_id: null, payment_id: null };
    expect(compare([{ theirs: [stranger], mine: [], lines: [] }])).toMatchObject({ matched: 0, foreign: 1, mismatches: [] });
  });

  it('PY-07: a refunded payment whose balance lines add up is in step, in a foreign settlement currency too', () => {
    const { theirs, mine, lines } = pairOf(1, 350_000);
    const refund = { ...lines[0]!, transaction_id: 'txn_r', kind: 'refund' as const, amount_minor: -36_500, fee_minor: 0, net_minor: -36_500, currency: 'USD', charged_minor: -50_000, charged_currency: 'CAD', exchange_rate: 0.73 };
    const attempts = [{ ...mine.attempts[0]!, refunded_minor: 50_000 }];
    const report = compare([{ theirs: [{ ...theirs, refunded_minor: 50_000 }], mine: [{ ...mine, status: 'REFUNDED', refunded_minor: 50_000, attempts }], lines: [...lines, refund] }]);
    expect(report.mismatches).toEqual([]);
  });

  it("PY-07: a refund after the period's end is not missed in its lines; up to now every refund must be there", () => {
    const { theirs, mine, lines } = pairOf(1, 350_000);
    const attempts = [{ ...mine.attempts[0]!, refunded_minor: 50_000 }];
    const part = { theirs: [{ ...theirs, refunded_minor: 50_000 }], mine: [{ ...mine, status: 'REFUNDED' as const, refunded_minor: 50_000, attempts }], lines };
    expect(compare([part]).mismatches).toEqual([]);
    const upToNow = reconcilePayments({ account_id: 'acme', mode: 'live', statement: { payments: part.theirs, settlements: lines }, booked: part.mine, from: PERIOD.from, before: BOOKS_AT, at: BOOKS_AT });
    expect(upToNow.mismatches).toMatchObject([{ type: 'settlement_differs', difference_minor: 50_000 }]);
  });

  it('PY-07: age is told in whole days and buckets', () => {
    const at = (days: number) => ageOf(new Date(BOOKS_AT.getTime() - days * 86_400_000), BOOKS_AT);
    expect([0, 1, 2, 7, 8, 30, 31].map((days) => at(days).age)).toEqual(['0-1 days', '0-1 days', '2-7 days', '2-7 days', '8-30 days', '8-30 days', 'over 30 days']);
  });

  it("PY-07: a report's period is the last days, or the last month, of the firm's own calendar", () => {
    const at = new Date('2026-03-01T03:00:00Z'); // still February in Toronto
    expect(reportPeriod('monthly', at, 'America/Toronto')).toEqual({ from: new Date('2026-01-01T05:00:00Z'), before: new Date('2026-02-01T05:00:00Z') });
    expect(reportPeriod('daily', at, 'America/Toronto')).toEqual({ from: new Date('2026-02-21T05:00:00Z'), before: at });
    expect(() => checkedPeriod({ from: at, before: at })).toThrow('before it begins');
    expect(() => checkedPeriod({ from: new Date('2024-01-01'), before: at })).toThrow('at most 366');
  });
});

describe('reports for finance', () => {
  it('PY-07: text that a spreadsheet would run is harmless in the CSV, numbers stay numbers', () => {
    const csv = toCsv([{ text: '=HYPERLINK("http://x")', amount: -350_000, note: 'a, "b"\r\nc' }, { text: '@sum', amount: 1, note: '-2+3' }, { text: ' +1', amount: 0, note: null }], ['text', 'amount', 'note']);
    expect(csv).toBe(['text,amount,note', `"'=HYPERLINK(""http://x"")",-350000,"a, ""b""\r\nc"`, "'@sum,1,'-2+3", "' +1,0,", ''].join('\r\n'));
  });

  it('PY-07: the page says what is wrong in words, and escapes what people wrote', () => {
    const report = compare([seededErrors(350_001)[0]!.seed(pairOf(1))]);
    const shown = showPayments({ ...report, mismatches: report.mismatches.map((one) => ({ ...one, detail: '<script>alert(1)</script>' })) }, { firm: 'Maple & Sons', ...PERIOD, at: BOOKS_AT });
    expect(shown.html).toContain('Maple &amp; Sons');
    expect(shown.html).toContain('&lt;script&gt;alert(1)');
    expect(shown.html).not.toContain('<script');
    expect(shown.html).toContain('3500.01 CAD');
    expect(shown.csv.split('\r\n')[1]).toMatch(/^not_booked,2-7 days,4,2026-03-15T12:00:01.000Z,opp_1,pay_1,pi_1,CAD,350001,0,350001,noor,false,/);
  });
});
