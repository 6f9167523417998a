import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount, type OpenAccount } from '../shared';
import { RESOURCE_SUBTITLE } from '../shared/subtitles';
import * as alertConsultations from './actions/alert-consultations.operation';
import * as applyBooking from './actions/apply-booking.operation';
import * as close from './actions/close.operation';
import * as get from './actions/get.operation';
import * as getMany from './actions/get-many.operation';
import * as lockOffer from './actions/lock-offer.operation';
import * as logActivity from './actions/log-activity.operation';
import * as moveStage from './actions/move-stage.operation';
import * as qualify from './actions/qualify.operation';
import * as reactivate from './actions/reactivate.operation';
import * as recordConsultation from './actions/record-consultation.operation';
import { getLossReasons, getPackages } from './load-options';
import { resources } from './resources';

type Execute = (context: IExecuteFunctions, account: OpenAccount) => Promise<INodeExecutionData[][]>;

const OPERATIONS: Readonly<Record<string, Execute>> = {
  'activity.log': logActivity.execute,
  'booking.applyAgain': applyBooking.execute,
  'consultation.alertOverdue': alertConsultations.execute,
  'consultation.record': recordConsultation.execute,
  'offer.lock': lockOffer.execute,
  'opportunity.disqualify': (context, account) => close.execute(context, account, 'disqualified'),
  'opportunity.get': get.execute,
  'opportunity.getMany': getMany.execute,
  'opportunity.markLost': (context, account) => close.execute(context, account, 'lost'),
  'opportunity.moveStage': moveStage.execute,
  'opportunity.qualify': qualify.execute,
  'opportunity.reactivate': reactivate.execute,
};

export class Opportunity implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Opportunity',
    name: 'opportunity',
    icon: { light: 'file:opportunity.svg', dark: 'file:opportunity.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: RESOURCE_SUBTITLE,
    description: 'Work a deal through its stages: log calls, qualify, record the consultation, lock the offer',
    defaults: { name: 'Opportunity' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [ACCOUNT_CREDENTIAL],
    properties: [
      ...resources,
      ...get.description,
      ...getMany.description,
      ...moveStage.description,
      ...qualify.description,
      ...close.description,
      ...reactivate.description,
      ...recordConsultation.description,
      ...logActivity.description,
      ...lockOffer.description,
      ...applyBooking.description,
    ],
  };

  methods = { loadOptions: { getLossReasons, getPackages } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const name = `${this.getNodeParameter('resource', 0) as string}.${this.getNodeParameter('operation', 0) as string}`;
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (!operation) throw new NodeOperationError(this.getNode(), `Unknown operation '${name}'; allowed: ${Object.keys(OPERATIONS).join(', ')}`);
    return operation(this, await openAccount(this));
  }
}
