import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as checkLinks from './actions/check-links.operation';
import * as checkNames from './actions/check-names.operation';
import * as getMany from './actions/get-many.operation';
import * as register from './actions/register.operation';

const operations = { checkLinks, checkNames, getMany, register };

export class CampaignRegister implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Campaign Register',
    name: 'campaignRegister',
    icon: { light: 'file:campaignRegister.svg', dark: 'file:campaignRegister.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'One name per campaign in ads, CRM and reports: check names and links, register campaigns, see what each brought',
    defaults: { name: 'Campaign Register' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Right', 'To Mend'],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'checkNames',
        options: [
          { name: 'Check Links', value: 'checkLinks', action: 'Check the tags of a link', description: 'Tell what is wrong with the UTM tags of a link, and how it should be' },
          { name: 'Check Names', value: 'checkNames', action: 'Check a campaign name', description: "Tell what is wrong with a campaign's name, and how it should be" },
          { name: 'Get Many', value: 'getMany', action: 'Get many campaigns', description: 'List the register with the leads and SQLs that each campaign brought' },
          { name: 'Register', value: 'register', action: 'Register a campaign', description: 'Write a campaign with its utm_campaign and its platform IDs into the register; the same name again adds what is new' },
        ],
      },
      ...checkLinks.description,
      ...checkNames.description,
      ...getMany.description,
      ...register.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, await openAccount(this));
  }
}
