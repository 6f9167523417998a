import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as build from './actions/build.operation';
import * as confirm from './actions/confirm.operation';
import { opportunityField } from './actions/fields';
import * as reject from './actions/reject.operation';

const operations = { build, confirm, reject };

export class BuildHandoffPayload implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Build Handoff Payload',
    name: 'buildHandoffPayload',
    icon: { light: 'file:buildHandoffPayload.svg', dark: 'file:buildHandoffPayload.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Hand a paid opportunity to case ops: build the payload, and take their confirmation or rejection',
    defaults: { name: 'Build Handoff Payload' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Ready', 'Incomplete'],
    credentials: [ACCOUNT_CREDENTIAL],
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
      ...reject.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
