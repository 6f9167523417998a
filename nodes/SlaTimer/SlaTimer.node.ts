import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as board from './actions/board.operation';
import * as meet from './actions/meet.operation';
import * as notice from './actions/notice.operation';
import * as pause from './actions/pause.operation';
import * as resume from './actions/resume.operation';
import * as start from './actions/start.operation';
import * as status from './actions/status.operation';
import { fields } from './fields';

const operations = { board, meet, notice, pause, resume, start, status };

export class SlaTimer implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SLA Timer',
    name: 'slaTimer',
    icon: { light: 'file:slaTimer.svg', dark: 'file:slaTimer.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Run SLA clocks in business hours. A missed deadline starts the Sales Event Trigger with an SLA_Breach event.',
    defaults: { name: 'SLA Timer' },
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
        default: 'start',
        options: [
          { name: 'Breach Board', value: 'board', action: 'Get the breach board', description: 'Show every missed deadline that is still open, with owner and age, as a page or as items' },
          { name: 'Meet', value: 'meet', action: 'Meet SLA clocks', description: 'Tell the clocks what happened; those that it meets stop, a late one stays a miss' },
          { name: 'Pause', value: 'pause', action: 'Pause SLA clocks', description: 'Stop clocks while on hold; the time left is kept' },
          { name: 'Resume', value: 'resume', action: 'Resume SLA clocks', description: 'Let paused clocks run on with the time they had left' },
          { name: 'Start', value: 'start', action: 'Start SLA clocks', description: 'Start the clocks of one or more policies, once' },
          { name: 'Status', value: 'status', action: 'Get the status of SLA clocks', description: 'Show how the clocks stand and how much time is left' },
          { name: 'Word a Notice', value: 'notice', action: 'Word an SLA notice', description: 'Make the message of an escalation event: recipient, subject and text' },
        ],
      },
      ...fields,
      ...start.description,
      ...meet.description,
      ...pause.description,
      ...board.description,
      ...notice.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
