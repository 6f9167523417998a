import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as dedupeBase from './actions/dedupe-base.operation';
import * as estimateParameters from './actions/estimate-parameters.operation';
import * as listReviews from './actions/list-reviews.operation';
import * as merge from './actions/merge.operation';
import * as notDuplicate from './actions/not-duplicate.operation';
import * as resolve from './actions/resolve.operation';
import * as settleReview from './actions/settle-review.operation';
import * as unmerge from './actions/unmerge.operation';

const operations = { dedupeBase, estimateParameters, listReviews, merge, notDuplicate, resolve, settleReview, unmerge };

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
            name: 'Dedupe Base',
            value: 'dedupeBase',
            action: 'Dedupe all prospects',
            description: 'Find the persons among all prospects, e.g. after an import: merge what is sure, ask about what is likely. Starts as a dry run with a report.',
          },
          {
            name: 'Estimate Parameters',
            value: 'estimateParameters',
            action: 'Estimate the parameters of the matcher',
            description: 'Learn from the prospects themselves how names, mailboxes and phones agree, and freeze it as the next version',
          },
          {
            name: 'List Reviews',
            value: 'listReviews',
            action: 'List open identity reviews',
            description: 'The open questions with both records side by side, oldest first, on the Review output',
          },
          {
            name: 'Merge',
            value: 'merge',
            action: 'Merge two prospects',
            description: 'Make one person of two records. Nothing is lost and it can be undone.',
          },
          {
            name: 'Not a Duplicate',
            value: 'notDuplicate',
            action: 'Remember that two prospects are two persons',
            description: 'They are not asked about again and never merged in bulk',
          },
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
          {
            name: 'Unmerge',
            value: 'unmerge',
            action: 'Undo a merge of two prospects',
            description: 'Make two persons of one record again, also when new leads came in since',
          },
        ],
      },
      ...dedupeBase.description,
      ...listReviews.description,
      ...merge.description,
      ...notDuplicate.description,
      ...resolve.description,
      ...settleReview.description,
      ...unmerge.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
