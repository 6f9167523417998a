import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as checkAgreement from './actions/checkAgreement.operation';
import * as explainLearned from './actions/explainLearned.operation';
import * as fillGaps from './actions/fillGaps.operation';
import * as getAiUsage from './actions/getAiUsage.operation';
import * as getHistory from './actions/getHistory.operation';
import * as override from './actions/override.operation';
import * as score from './actions/score.operation';
import * as testRules from './actions/testRules.operation';
import * as trainLearned from './actions/trainLearned.operation';
import * as whatIf from './actions/whatIf.operation';
import { OUTPUTS } from './outputs';

const operations = { checkAgreement, explainLearned, fillGaps, getAiUsage, getHistory, override, score, testRules, trainLearned, whatIf };

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
    outputs: OUTPUTS,
    credentials: [ACCOUNT_CREDENTIAL, { name: 'salesOsAiApi', displayName: 'Sales OS AI', required: false, displayOptions: { show: { operation: ['fillGaps'] } } }],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'score',
        options: [
          {
            name: 'Check Agreement',
            value: 'checkAgreement',
            action: 'Check the agreement of rules and AI with people',
            description: 'How often rules and AI say what people said of the same leads, against the time before; for a schedule',
          },
          {
            name: 'Explain Learned Score',
            value: 'explainLearned',
            action: 'Explain the learned score of a lead',
            description: 'How likely the lead is won, as the outcomes of the firm teach it, with the reasons against the average lead',
          },
          {
            name: 'Fill Gaps with AI',
            value: 'fillGaps',
            action: 'Fill gaps of a lead with AI',
            description: 'Ask a model about the fields that the rules left empty, then score again; what it is not sure of goes to Review',
          },
          {
            name: 'Get AI Usage',
            value: 'getAiUsage',
            action: 'Get the usage of the AI',
            description: 'What the AI was asked, how it failed, which prompts and models answered, and what it cost',
          },
          {
            name: 'Get History',
            value: 'getHistory',
            action: 'Get the history of a lead',
            description: 'What each field, the score and the segment were, by whom, when and why',
          },
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
          {
            name: 'Test Rules',
            value: 'testRules',
            action: 'Test the classification rules on a text',
            description: 'Show which rule fires on which words of a text, with the rules of the settings and rules you think of adding; nothing is stored',
          },
          {
            name: 'Train Learned Score',
            value: 'trainLearned',
            action: 'Train the learned score on outcomes',
            description: 'Learn from won and lost opportunities how likely a lead is won, judge it on leads it has not seen, and watch for drift and inflated scores',
          },
          {
            name: 'What If',
            value: 'whatIf',
            action: 'Replay past leads under new rules',
            description: 'Which leads would change band, segment or SQL decision under another settings document, as data and as a page; nothing is applied',
          },
        ],
      },
      ...score.description,
      ...checkAgreement.description,
      ...fillGaps.description,
      ...getAiUsage.description,
      ...override.description,
      ...testRules.description,
      ...trainLearned.description,
      ...whatIf.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
