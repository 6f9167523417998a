import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { RESOURCE_SUBTITLE } from '../shared/subtitles';
import * as create from './actions/create.operation';
import * as decideException from './actions/decide-exception.operation';
import * as expireDue from './actions/expire-due.operation';
import * as expire from './actions/expire.operation';
import * as financeReport from './actions/finance-report.operation';
import * as matchPayment from './actions/match-payment.operation';
import * as reconcile from './actions/reconcile.operation';
import * as recoverDue from './actions/recover-due.operation';
import * as status from './actions/status.operation';
import { resources } from './resources';

const operations = { create, decideException, expire, expireDue, financeReport, matchPayment, reconcile, recoverDue, status };

export class PaymentLink implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Payment Link',
    name: 'paymentLink',
    icon: { light: 'file:paymentLink.svg', dark: 'file:paymentLink.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: RESOURCE_SUBTITLE,
    description: 'Make a Stripe payment link for a locked offer, follow its payment, and reconcile Stripe with the paid deals',
    defaults: { name: 'Payment Link' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [ACCOUNT_CREDENTIAL, { name: 'salesOsStripeApi', displayName: 'Sales OS Stripe', required: true, displayOptions: { show: { operation: ['create', 'expire', 'expireDue', 'reconcile'] } } }],
    properties: [
      ...resources,
      ...create.description,
      ...decideException.description,
      ...expire.description,
      ...expireDue.description,
      ...financeReport.description,
      ...matchPayment.description,
      ...reconcile.description,
      ...recoverDue.description,
      ...status.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
