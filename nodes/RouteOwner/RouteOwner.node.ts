import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as assign from './actions/assign.operation';
import * as blockRep from './actions/blockRep.operation';
import * as drainWaiting from './actions/drainWaiting.operation';
import * as equality from './actions/equality.operation';
import * as explain from './actions/explain.operation';
import * as pauseRep from './actions/pauseRep.operation';
import * as reassign from './actions/reassign.operation';
import * as resumeRep from './actions/resumeRep.operation';
import * as simulate from './actions/simulate.operation';
import * as unblockRep from './actions/unblockRep.operation';
import { fields } from './fields';

const operations = { assign, blockRep, drainWaiting, equality, explain, pauseRep, reassign, resumeRep, simulate, unblockRep };

export class RouteOwner implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Route Owner',
    name: 'routeOwner',
    icon: { light: 'file:routeOwner.svg', dark: 'file:routeOwner.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Give opportunities to the right setter or closer: language, country, skill, capacity, then a provably fair share',
    defaults: { name: 'Route Owner' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Assigned', 'Waiting'],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        default: 'owner',
        options: [
          { name: 'Owner', value: 'owner', description: 'Who owns an opportunity' },
          { name: 'Rep', value: 'rep', description: 'Who gets leads' },
        ],
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'assign',
        displayOptions: { show: { resource: ['owner'] } },
        options: [
          { name: 'Assign', value: 'assign', action: 'Assign an owner', description: 'Give an opportunity its owner; one that has an owner keeps them' },
          { name: 'Drain Waiting', value: 'drainWaiting', action: 'Drain the waiting queue', description: 'Give waiting opportunities their owners, Hot before Warm before Cold, then the oldest first' },
          { name: 'Equality Report', value: 'equality', action: 'Get the equality report', description: 'Show how equally leads and their mix were shared out, so that reps can be compared' },
          { name: 'Explain', value: 'explain', action: 'Explain an owner', description: 'Show why an opportunity has its owner: each rep, in or out and why' },
          { name: 'Reassign', value: 'reassign', action: 'Reassign an opportunity', description: 'Take an opportunity from its owner and give it to the next rep, or to one chosen by hand' },
          { name: 'Simulate', value: 'simulate', action: 'Simulate routing', description: 'Play recent demand again: what if somebody is away next week, or weights change' },
        ],
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'pauseRep',
        displayOptions: { show: { resource: ['rep'] } },
        options: [
          { name: 'Block', value: 'blockRep', action: 'Block a rep from a person', description: 'A conflict of interest: routing passes the rep over for this person' },
          { name: 'Pause', value: 'pauseRep', action: 'Pause a rep', description: 'Send a rep no more leads; what they own stays theirs' },
          { name: 'Resume', value: 'resumeRep', action: 'Resume a rep', description: 'Lift a pause and let waiting opportunities have the capacity' },
          { name: 'Unblock', value: 'unblockRep', action: 'Unblock a rep from a person', description: 'Lift a block' },
        ],
      },
      ...fields,
      ...assign.description,
      ...reassign.description,
      ...drainWaiting.description,
      ...pauseRep.description,
      ...resumeRep.description,
      ...blockRep.description,
      ...equality.description,
      ...simulate.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
