import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as override from './actions/override.operation';
import * as score from './actions/score.operation';

export class ScoreAndSegment implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Score & Segment',
    name: 'scoreAndSegment',
    icon: { light: 'file:scoreAndSegment.svg', dark: 'file:scoreAndSegment.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Classify a lead, score it 0-100 with every point explained, and decide whether it is a sales qualified lead',
    defaults: { name: 'Score & Segment' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['SQL', 'Nurture', 'Disqualified', 'Review'],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'score',
        options: [
          {
            name: 'Override',
            value: 'override',
            action: 'Override the classification of a lead',
            description: "Set classification fields by a person's word, with a reason; the lead is scored again and whether it is an SQL stays the system's decision",
          },
          {
            name: 'Score',
            value: 'score',
            action: 'Score a lead',
            description: 'Classify, score and segment by the rules of the firm settings; an SQL opens its opportunity once',
          },
        ],
      },
      ...score.description,
      ...override.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as 'score' | 'override';
    return operation === 'override' ? override.execute(this, account) : score.execute(this, account);
  }
}
