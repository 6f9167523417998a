import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as askNext from './actions/ask-next.operation';
import * as check from './actions/check.operation';
import * as compose from './actions/compose.operation';
import * as record from './actions/record.operation';
import { fields } from './fields';

const operations = { askNext, check, compose, record };

export class Message implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Message',
    name: 'message',
    icon: { light: 'file:message.svg', dark: 'file:message.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: "Write a message in the person's language, check whether it may go out, and record what was sent. n8n's own nodes do the sending.",
    defaults: { name: 'Message' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Allowed', 'Blocked'],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'compose',
        options: [
          { name: 'Ask Next Question', value: 'askNext', action: 'Ask the next question', description: "Take the answer out of a person's message and say what to ask next, or that a human takes over" },
          { name: 'Check', value: 'check', action: 'Check whether a message may go out', description: 'Pass consent, opt-out, WhatsApp window and quiet hours, and reserve the message so that it goes out once' },
          { name: 'Compose', value: 'compose', action: 'Compose a message', description: "Write a text of the firm's settings for a lead, by language and channel" },
          { name: 'Record', value: 'record', action: 'Record what was sent', description: 'Put a sent message on the activity list, or free one whose sending failed' },
        ],
      },
      ...fields,
      ...askNext.description,
      ...check.description,
      ...compose.description,
      ...record.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
