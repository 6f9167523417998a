import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as apply from './actions/apply.operation';
import * as get from './actions/get.operation';
import * as getVersions from './actions/getVersions.operation';
import * as rollBack from './actions/rollBack.operation';

const operations = { apply, get, getVersions, rollBack };

export class FirmSettings implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Firm Settings',
    name: 'firmSettings',
    icon: { light: 'file:firmSettings.svg', dark: 'file:firmSettings.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Set up a firm as one document: people, routing, SLA policies, calendars, scoring, offers; with versions and roll-back',
    defaults: { name: 'Firm Settings' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'apply',
        options: [
          { name: 'Apply', value: 'apply', action: 'Apply firm settings', description: 'Check a settings document and make it the next version, or only show what would change' },
          { name: 'Get', value: 'get', action: 'Get firm settings', description: 'Read the document in force, or that of a version' },
          { name: 'Get Versions', value: 'getVersions', action: 'Get the versions of firm settings', description: 'List the versions with date, note and who applied them' },
          { name: 'Roll Back', value: 'rollBack', action: 'Roll back firm settings', description: 'Apply the document of an earlier version again, as a new version' },
        ],
      },
      ...apply.description,
      ...get.description,
      ...getVersions.description,
      ...rollBack.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
