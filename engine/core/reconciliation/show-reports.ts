import { toDecimal, currencyDigits } from '../money';
import type { CaseReconciliation } from './case-mismatches';
import type { ExceptionLine } from './exception-report';
import { type Mismatch, MISMATCHES } from './mismatch';
import type { PaymentReconciliation, Period } from './reconcile-payments';
import { type ReportTable, reportPage } from './report-page';
import type { RevenueLine } from './revenue';
import { toCsv } from './to-csv';

/** A report in the forms that finance takes it in. */
export interface ShownReport {
  readonly csv: string;
  readonly html: string;
}

interface About extends Period {
  readonly firm: string;
  readonly at: Date;
}

const MISMATCH_COLUMNS = ['type', 'age', 'age_days', 'since', 'opportunity_id', 'payment_id', 'intent_id', 'currency', 'theirs_minor', 'ours_minor', 'difference_minor', 'closer_id', 'repaired', 'detail'] as const;

export function showPayments(report: PaymentReconciliation, about: About): ShownReport {
  const totals: ReportTable = {
    heading: 'Totals',
    empty: 'No payment in this period.',
    columns: ['Currency', 'Payments', 'Stripe', 'Here', 'Difference', 'Refunded, Stripe', 'Refunded, here'],
    rows: report.totals.map(({ currency, payments, theirs_minor, ours_minor, refunded_theirs_minor, refunded_ours_minor }) => [currency, payments, ...[theirs_minor, ours_minor, theirs_minor - ours_minor, refunded_theirs_minor, refunded_ours_minor].map((amount) => shown(amount, currency))]),
  };
  const facts = [...factsOf(about), ['Matched', report.matched] as const, ['Other payments of the Stripe account', report.foreign] as const];
  return { csv: toCsv(report.mismatches, MISMATCH_COLUMNS), html: reportPage({ title: 'Daily reconciliation: Stripe and paid deals', facts, tables: [totals, mismatchTable(report.mismatches)] }) };
}

export function showCases(report: CaseReconciliation, about: About): ShownReport {
  const totals: ReportTable = {
    heading: 'Totals',
    empty: 'No paid deal in this period.',
    columns: ['Currency', 'Paid', 'Opened', 'Paid amount', 'Refunded', 'Net', 'Net of open cases'],
    rows: report.totals.map(({ currency, paid, opened, paid_minor, refunded_minor, net_minor, opened_minor }) => [currency, paid, opened, ...[paid_minor, refunded_minor, net_minor, opened_minor].map((amount) => shown(amount, currency))]),
  };
  const facts = [...factsOf(about), ['Deals', report.deals] as const];
  return { csv: toCsv(report.mismatches, MISMATCH_COLUMNS), html: reportPage({ title: 'Monthly reconciliation: paid deals and open cases', facts, tables: [totals, mismatchTable(report.mismatches)] }) };
}

export function showExceptions(lines: readonly ExceptionLine[], about: About): ShownReport {
  const table: ReportTable = {
    heading: 'Deals that did not go by the book',
    empty: 'None in this period.',
    columns: ['Kind', 'Open', 'Age', 'When', 'Opportunity', 'Closer', 'Amount', 'By', 'What'],
    rows: lines.map(({ kind, open, age, at, opportunity_id, closer_id, amount_minor, currency, by, detail }) => [kind, open ? 'open' : 'settled', age, at, opportunity_id, closer_id, amount_minor === null || currency === null ? null : shown(amount_minor, currency), by, detail]),
  };
  const csv = toCsv(lines, ['kind', 'open', 'age', 'age_days', 'at', 'opportunity_id', 'payment_id', 'closer_id', 'amount_minor', 'currency', 'by', 'detail']);
  return { csv, html: reportPage({ title: 'Weekly exceptions', facts: [...factsOf(about), ['Lines', lines.length]], tables: [table] }) };
}

export function showRevenue(lines: readonly RevenueLine[], about: About): ShownReport {
  const table: ReportTable = {
    heading: 'Signals',
    empty: 'None in this period.',
    columns: ['When', 'Signal', 'Amount', 'Opportunity', 'Package', 'Closer', 'Provider reference'],
    rows: lines.map(({ at, signal, amount_minor, currency, opportunity_id, package_code, closer_id, provider_ref }) => [at, signal, shown(amount_minor, currency), opportunity_id, package_code, closer_id, provider_ref]),
  };
  const csv = toCsv(lines, ['line_id', 'signal', 'at', 'opportunity_id', 'payment_id', 'offer_id', 'package_code', 'closer_id', 'amount_minor', 'currency', 'provider_ref', 'verified_by']);
  return { csv, html: reportPage({ title: 'Revenue signals', facts: [...factsOf(about), ['Lines', lines.length]], tables: [table] }) };
}

function factsOf({ firm, from, before, at }: About): (readonly [string, string | Date])[] {
  return [['Firm', firm], ['From', from], ['Before', before], ['Made at', at]];
}

function mismatchTable(mismatches: readonly Mismatch[]): ReportTable {
  return {
    heading: 'Mismatches',
    empty: 'None: every line is in step to the minor unit.',
    columns: ['Type', 'What it means', 'Age', 'Since', 'Opportunity', 'Payment intent', 'Difference', 'Closer', 'Detail', 'State'],
    rows: mismatches.map((one) => [one.type, MISMATCHES[one.type], one.age, one.since, one.opportunity_id, one.intent_id, shown(one.difference_minor, one.currency), one.closer_id, one.detail, one.repaired ? 'mended by the sweep' : 'open']),
  };
}

/** A stranger's currency still must be shown. */
function shown(amount: number, currency: string): string {
  return currencyDigits(currency) === null ? `${amount} minor ${currency}` : `${toDecimal(amount, currency)} ${currency}`;
}
