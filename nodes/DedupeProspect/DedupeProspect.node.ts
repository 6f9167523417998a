import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as resolve from './actions/resolve.operation';
import * as settleReview from './actions/settle-review.operation';

export class DedupeProspect implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Dedupe Prospect',
    name: 'dedupeProspect',
    icon: { light: 'file:dedupeProspect.svg', dark: 'file:dedupeProspect.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Give a lead its Prospect, one record per person: by email, phone, platform lead ID, then name and phone',
    defaults: { name: 'Dedupe Prospect' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['New', 'Existing', 'Review'],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'resolve',
        options: [
          {
            name: 'Resolve',
            value: 'resolve',
            action: 'Resolve the prospect of a lead',
            description: 'Find the person behind a lead or make a new one. A shared phone or mailbox with clearly different names relates two persons; what stays unsure goes to Review.',
          },
          {
            name: 'Settle Review',
            value: 'settleReview',
            action: 'Settle an identity review',
            description: "Record a human's answer to the Review output: the same person as a known one, or a different person",
          },
        ],
      },
      ...resolve.description,
      ...settleReview.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as 'resolve' | 'settleReview';
    return operation === 'settleReview' ? settleReview.execute(this, account) : resolve.execute(this, account);
  }
}
