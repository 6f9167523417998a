import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as create from './actions/create.operation';
import * as decideException from './actions/decide-exception.operation';
import * as expireDue from './actions/expire-due.operation';
import * as expire from './actions/expire.operation';
import * as financeReport from './actions/finance-report.operation';
import * as matchPayment from './actions/match-payment.operation';
import * as reconcile from './actions/reconcile.operation';
import * as recoverDue from './actions/recover-due.operation';
import * as status from './actions/status.operation';

const operations = { create, decideException, expire, expireDue, financeReport, matchPayment, reconcile, recoverDue, status };

export class PaymentLink implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Payment Link',
    name: 'paymentLink',
    icon: { light: 'file:paymentLink.svg', dark: 'file:paymentLink.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Make a Stripe payment link for a locked offer, follow its payment, and reconcile Stripe with the paid deals',
    defaults: { name: 'Payment Link' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [ACCOUNT_CREDENTIAL, { name: 'salesOsStripeApi', displayName: 'Sales OS Stripe', required: true, displayOptions: { show: { operation: ['create', 'expire', 'expireDue', 'reconcile'] } } }],
    properties: [
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        default: 'create',
        options: [
          {
            name: 'Create',
            value: 'create',
            action: 'Create a payment link',
            description: 'Make a link for one payment of the locked offer and move the opportunity to PAYMENT_PENDING; a link that is active already is given again',
          },
          {
            name: 'Decide Exception',
            value: 'decideException',
            action: 'Decide on a payment exception',
            description: 'Put a manager’s decision on a wrong amount, double payment or dispute on record',
          },
          {
            name: 'Expire',
            value: 'expire',
            action: 'Expire a payment link',
            description: 'End the active link, with every checkout page that is open on it',
          },
          {
            name: 'Expire Due',
            value: 'expireDue',
            action: 'Expire all payment links past their expiry',
            description: 'End every link of the firm whose days are over; for a schedule',
          },
          {
            name: 'Finance Report',
            value: 'financeReport',
            action: 'Make a finance report',
            description: 'Paid deals against open cases, the week’s exceptions, or revenue signals, as items, CSV and a page',
          },
          {
            name: 'Match Payment',
            value: 'matchPayment',
            action: 'Match a payment to an opportunity',
            description: 'Give money that found no opportunity to the one it belongs to',
          },
          {
            name: 'Reconcile',
            value: 'reconcile',
            action: 'Reconcile Stripe with paid deals',
            description: 'Compare Stripe with the paid deals of a period to the minor unit, and apply what never arrived',
          },
          {
            name: 'Recover Due',
            value: 'recoverDue',
            action: 'Get failed payments whose link is due again',
            description: 'Give out the links to send again after a failed payment, at most three times each, after a cool-off; for a schedule',
          },
          {
            name: 'Status',
            value: 'status',
            action: 'Get the payment status of an opportunity',
            description: 'Payment state, link, amounts and refunds of an opportunity',
          },
        ],
      },
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
