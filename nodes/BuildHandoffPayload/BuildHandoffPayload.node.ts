import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { salesOsOpsTest } from '../shared/ops-access';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as build from './actions/build.operation';
import * as confirm from './actions/confirm.operation';
import * as deliver from './actions/deliver.operation';
import * as deliverDue from './actions/deliver-due.operation';
import { opportunityField } from './actions/fields';
import * as getQueue from './actions/get-queue.operation';
import * as measure from './actions/measure.operation';
import * as reject from './actions/reject.operation';

const operations = { build, confirm, deliver, deliverDue, getQueue, measure, reject };

export class BuildHandoffPayload implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Build Handoff Payload',
    name: 'buildHandoffPayload',
    icon: { light: 'file:buildHandoffPayload.svg', dark: 'file:buildHandoffPayload.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Hand a paid opportunity to case ops: build the payload, deliver it signed, and take their confirmation or rejection',
    defaults: { name: 'Build Handoff Payload' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Ready', 'Incomplete'],
    credentials: [ACCOUNT_CREDENTIAL, { name: 'salesOsOpsApi', displayName: 'Sales OS Case Ops', required: true, testedBy: 'salesOsOpsTest', displayOptions: { show: { operation: ['deliver', 'deliverDue'] } } }],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'build',
        options: [
          {
            name: 'Build',
            value: 'build',
            action: 'Build a handoff payload',
            description: 'Check that everything is there and trigger the case, once; after a rejection the mended payload is the next version',
          },
          {
            name: 'Confirm',
            value: 'confirm',
            action: 'Confirm that a case is open',
            description: 'Case ops have opened the case: the opportunity becomes CASE_OPENED and sales is over',
          },
          {
            name: 'Deliver',
            value: 'deliver',
            action: 'Deliver a handoff to the ops system',
            description: 'Post the signed payload, or a stop notice, to the ops system; what it does not take is sent again by Deliver Due',
          },
          {
            name: 'Deliver Due',
            value: 'deliverDue',
            action: 'Deliver all handoffs that are due',
            description: 'Send what the ops system has not taken yet; for a schedule',
          },
          {
            name: 'Get Queue',
            value: 'getQueue',
            action: 'Get the queue of handoffs',
            description: 'Handoffs that wait for case ops, or for sales to mend them, with their payload and deadline',
          },
          {
            name: 'Measure',
            value: 'measure',
            action: 'Measure handoffs',
            description: 'Time from paid to case opened, rejection rate and payload completeness of a period',
          },
          {
            name: 'Reject',
            value: 'reject',
            action: 'Reject a handoff payload',
            description: 'Case ops send the payload back to the same closer, with the reason',
          },
        ],
      },
      opportunityField,
      ...build.description,
      ...confirm.description,
      ...deliverDue.description,
      ...getQueue.description,
      ...measure.description,
      ...reject.description,
    ],
  };

  methods = { credentialTest: { salesOsOpsTest } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
