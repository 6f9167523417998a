import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { reconcilePayments } from '../../../engine/commands/reconcile-payments';
import { showPayments } from '../../../engine/core/reconciliation';
import { reportFirm } from '../../../engine/queries/case-reconciliation';
import { type OpenAccount, type Outcome, runBatch, workflowActor } from '../../shared';
import { sourceOf } from '../stripe-of';
import { linesField, readReport, reportOptions } from './report-fields';

export const description: INodeProperties[] = [
  linesField('reconcile'),
  {
    displayName: 'Apply What Is Missing',
    name: 'repair',
    type: 'boolean',
    default: true,
    description: "Whether payments, refunds and disputes that Stripe proves and that never arrived here are applied now, recorded as fetched with the secret key. Off: only look.",
    displayOptions: { show: { operation: ['reconcile'] } },
  },
  reportOptions('reconcile'),
];

/** Stripe against the paid deals of a period, to the minor unit; what never arrived is fetched and applied. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const at = new Date();
  const { store, accountId } = account;
  const source = await sourceOf(context, account, at);
  const { firm, time_zone } = await reportFirm(store, accountId, at);
  return runBatch(context, {
    outputs: 1,
    read: (index) => ({ ...readReport(context, index, { kind: 'daily', at, zone: time_zone }), repair: context.getNodeParameter('repair', index) === true }),
    run: async (inputs) => {
      const outcomes: Outcome[] = [];
      // One after the other: what the first item mends is in step for the second.
      for (const { output, period, repair } of inputs) {
        const report = await reconcilePayments(store, accountId, { ...period, source, repair, at, actor: workflowActor(context) });
        const open = report.mismatches.filter(({ repaired }) => !repaired).length;
        const json = output === 'lines' ? report.mismatches : { ...report, open, repaired: report.mismatches.length - open, ...showPayments(report, { ...period, firm, at }) };
        outcomes.push({ output: 0, json });
      }
      return outcomes;
    },
  });
}
