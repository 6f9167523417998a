import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { salesOsLinkedInApiTest, salesOsMetaApiTest } from '../shared/lead-apis';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as enrich from './actions/enrich.operation';
import * as importList from './actions/import-list.operation';
import * as normalize from './actions/normalize.operation';
import * as replay from './actions/replay.operation';
import * as report from './actions/report.operation';

const OPERATIONS = { enrich, importList, normalize, replay, report };

export class NormalizeLead implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Normalize Lead',
    name: 'normalizeLead',
    icon: { light: 'file:normalizeLead.svg', dark: 'file:normalizeLead.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Turn what a source sent into a lead: phone to E.164, countries to ISO codes, names, consent, UTMs, spam score',
    defaults: { name: 'Normalize Lead' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Lead', 'Message', 'Rejected'],
    credentials: [
      ACCOUNT_CREDENTIAL,
      { name: 'salesOsMetaApi', displayName: 'Sales OS Meta', testedBy: 'salesOsMetaApiTest' },
      { name: 'salesOsLinkedInApi', displayName: 'Sales OS LinkedIn', testedBy: 'salesOsLinkedInApiTest' },
    ],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'normalize',
        options: [
          { name: 'Enrich', value: 'enrich', action: 'Enrich a lead', description: 'Guess language, country and time zone behind the event, each with its source and confidence; answers of the person outrank guesses' },
          { name: 'Get Intake Report', value: 'report', action: 'Get an intake report', description: 'Count what came in by source in a period: deliveries, leads, duplicates, refusals with their reasons, consent, latency' },
          { name: 'Import List', value: 'importList', action: 'Import a list of leads', description: 'Bring in a CSV file row by row, with its source, date and consent proof; what cannot come in is reported row by row' },
          { name: 'Normalize', value: 'normalize', action: 'Normalize a lead', description: 'Make a lead of a delivery, once; the same delivery again gives the same lead' },
          { name: 'Replay', value: 'replay', action: 'Replay deliveries', description: "Read stored deliveries again under today's rules and write what changed" },
        ],
      },
      ...importList.description,
      ...normalize.description,
      ...replay.description,
      ...enrich.description,
      ...report.description,
    ],
  };

  methods = { credentialTest: { salesOsLinkedInApiTest, salesOsMetaApiTest } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    return OPERATIONS[this.getNodeParameter('operation', 0) as keyof typeof OPERATIONS].execute(this, account);
  }
}
