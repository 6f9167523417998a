import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { salesOsLinkedInApiTest, salesOsMetaApiTest } from '../shared/lead-apis';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as bringIn from './actions/bring-in.operation';
import * as compareExport from './actions/compare-export.operation';
import * as getStatus from './actions/get-status.operation';

export class LeadSources implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Lead Sources',
    name: 'leadSources',
    icon: { light: 'file:leadSources.svg', dark: 'file:leadSources.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Bring in leads that no webhook brought: poll a source, find gaps, compare an export; see how each source is doing',
    defaults: { name: 'Lead Sources' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['New Leads', 'Report'],
    credentials: [
      ACCOUNT_CREDENTIAL,
      { name: 'salesOsMetaApi', displayName: 'Sales OS Meta', testedBy: 'salesOsMetaApiTest', displayOptions: { show: { operation: ['poll', 'findGaps'], source: ['meta'] } } },
      { name: 'salesOsLinkedInApi', displayName: 'Sales OS LinkedIn', testedBy: 'salesOsLinkedInApiTest', displayOptions: { show: { operation: ['poll', 'findGaps'], source: ['linkedin'] } } },
    ],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'poll',
        options: [
          { name: 'Compare Google Export', value: 'compareExport', action: 'Compare a Google export with what came in', description: 'Each item is a row of the lead list that Google Ads exports; what is missing is brought in' },
          { name: 'Find Gaps', value: 'findGaps', action: 'Find leads that did not come in', description: 'Compare a range of time with what the source holds; what is missing is brought in and told as an event' },
          { name: 'Get Status', value: 'getStatus', action: 'Get the status of the sources', description: 'When each page and account last sent, what waits, how far it was polled' },
          { name: 'Poll', value: 'poll', action: 'Poll a source', description: 'Bring in what was submitted since the last poll: the fallback where there is no webhook' },
        ],
      },
      ...bringIn.description,
    ],
  };

  methods = { credentialTest: { salesOsLinkedInApiTest, salesOsMetaApiTest } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as 'poll' | 'findGaps' | 'compareExport' | 'getStatus';
    if (operation === 'compareExport') return compareExport.execute(this, account);
    if (operation === 'getStatus') return getStatus.execute(this, account);
    return bringIn.execute(this, account, operation);
  }
}
