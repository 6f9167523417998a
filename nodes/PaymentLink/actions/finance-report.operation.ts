import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { parseOrThrow } from '../../../engine/core/parse';
import { type Period, type ReportKind, showCases, showExceptions, showRevenue } from '../../../engine/core/reconciliation';
import { caseReconciliation, reportFirm } from '../../../engine/queries/case-reconciliation';
import { revenueSignals } from '../../../engine/queries/revenue-signals';
import { weeklyExceptions } from '../../../engine/queries/weekly-exceptions';
import { type OpenAccount, type Outcome, runBatch } from '../../shared';
import { linesField, readReport, reportOptions } from './report-fields';

const KINDS = { cases: 'monthly', exceptions: 'weekly', revenue: 'monthly' } as const satisfies Record<string, ReportKind>;
const REPORTS = Object.keys(KINDS) as [keyof typeof KINDS, ...(keyof typeof KINDS)[]];

export const description: INodeProperties[] = [
  {
    displayName: 'Report',
    name: 'report',
    type: 'options',
    noDataExpression: true,
    default: 'cases',
    options: [
      { name: 'Exceptions (Weekly)', value: 'exceptions', description: 'Deals with discounts, overrides, refunds, disputes or exceptions, and money that waits for a match' },
      { name: 'Paid and Opened (Monthly)', value: 'cases', description: 'Paid deals against open cases, and cases against their money' },
      { name: 'Revenue Signals', value: 'revenue', description: 'What finance books: money received, cases opened, refunds and disputes to reverse, fees' },
    ],
    description: 'Which report to make from the store',
    displayOptions: { show: { operation: ['financeReport'] } },
  },
  linesField('financeReport'),
  reportOptions('financeReport'),
];

const kind = z.object({ report: z.enum(REPORTS) });

interface About extends Period {
  readonly firm: string;
  readonly at: Date;
}

/** Makes the reports of finance; reads only. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  const { firm, time_zone } = await reportFirm(account.store, account.accountId, at);
  return runBatch(context, {
    outputs: 1,
    read: (index) => {
      const { report } = parseOrThrow(kind, { report: context.getNodeParameter('report', index) }, 'REPORT_INVALID', 'The report');
      return { report, ...readReport(context, index, { kind: KINDS[report], at, zone: time_zone }) };
    },
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      for (const { report, output, period } of inputs) {
        const made = await MAKE[report](account, { ...period, firm, at });
        outcomes.push({ output: 0, json: output === 'lines' ? made.lines : made.report });
      }
      return outcomes;
    },
  });
}

type Made = { readonly lines: readonly object[]; readonly report: object };

const MAKE: Record<keyof typeof KINDS, (account: OpenAccount, about: About) => Promise<Made>> = {
  cases: async ({ store, accountId }, about) => {
    const found = await caseReconciliation(store, accountId, about);
    return { lines: found.mismatches, report: { report: 'cases', ...periodOf(about), ...found, open: found.mismatches.length, ...showCases(found, about) } };
  },
  exceptions: async ({ store, accountId }, about) => {
    const lines = await weeklyExceptions(store, accountId, about);
    return { lines, report: { report: 'exceptions', ...periodOf(about), count: lines.length, open: lines.filter(({ open }) => open).length, lines, ...showExceptions(lines, about) } };
  },
  revenue: async ({ store, accountId }, about) => {
    const lines = await revenueSignals(store, accountId, about);
    return { lines, report: { report: 'revenue', ...periodOf(about), count: lines.length, lines, ...showRevenue(lines, about) } };
  },
};

function periodOf({ from, before }: About): Period {
  return { from, before };
}
