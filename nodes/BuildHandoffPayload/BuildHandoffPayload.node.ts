import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { salesOsOpsTest } from '../shared/ops-access';
import { RESOURCE_SUBTITLE } from '../shared/subtitles';
import * as build from './actions/build.operation';
import * as confirm from './actions/confirm.operation';
import * as deliver from './actions/deliver.operation';
import * as deliverDue from './actions/deliver-due.operation';
import { opportunityField } from './actions/fields';
import * as getQueue from './actions/get-queue.operation';
import * as measure from './actions/measure.operation';
import * as reject from './actions/reject.operation';
import { resources } from './resources';

const operations = { build, confirm, deliver, deliverDue, getQueue, measure, reject };

export class BuildHandoffPayload implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Build Handoff Payload',
    name: 'buildHandoffPayload',
    icon: { light: 'file:buildHandoffPayload.svg', dark: 'file:buildHandoffPayload.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: RESOURCE_SUBTITLE,
    description: 'Hand a paid opportunity to case ops: build the payload, deliver it signed, and take their confirmation or rejection',
    defaults: { name: 'Build Handoff Payload' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Ready', 'Incomplete'],
    credentials: [ACCOUNT_CREDENTIAL, { name: 'salesOsOpsApi', displayName: 'Sales OS Case Ops', required: true, testedBy: 'salesOsOpsTest', displayOptions: { show: { operation: ['deliver', 'deliverDue'] } } }],
    properties: [
      ...resources,
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
