import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { RESOURCE_SUBTITLE } from '../shared/subtitles';
import * as decide from './actions/decide.operation';
import * as getMany from './actions/get-many.operation';

export class DeadLetters implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Dead Letters',
    name: 'deadLetters',
    icon: { light: 'file:deadLetters.svg', dark: 'file:deadLetters.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: RESOURCE_SUBTITLE,
    description: 'List what could not be processed, and process it again',
    defaults: { name: 'Dead Letters' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        default: 'event',
        options: [
          { name: 'Delivery', value: 'delivery', description: 'What a source sent: rejected, or not finished by any workflow' },
          { name: 'Event', value: 'event', description: 'A Sales OS event whose workflow failed every retry' },
        ],
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'getMany',
        displayOptions: { show: { resource: ['event'] } },
        options: [
          { name: 'Discard', value: 'discard', action: 'Discard a dead event', description: 'Take it off the list for good; the audit trail keeps it' },
          { name: 'Get Many', value: 'getMany', action: 'Get many dead events', description: 'List the events that failed every retry' },
          { name: 'Replay', value: 'replay', action: 'Replay a dead event', description: 'Send it to its workflow again' },
        ],
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'getMany',
        displayOptions: { show: { resource: ['delivery'] } },
        options: [
          { name: 'Get Many', value: 'getMany', action: 'Get many stuck deliveries', description: 'List deliveries that were rejected or never finished' },
          { name: 'Replay', value: 'replay', action: 'Replay a delivery', description: 'Process the stored bytes again' },
        ],
      },
      ...getMany.description,
      ...decide.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as 'getMany' | 'replay' | 'discard';
    if (operation === 'getMany') return getMany.execute(this, account);
    if (operation === 'discard') return decide.execute(this, account, 'event.discard');
    const resource = this.getNodeParameter('resource', 0) as 'event' | 'delivery';
    return decide.execute(this, account, `${resource}.replay`);
  }
}
