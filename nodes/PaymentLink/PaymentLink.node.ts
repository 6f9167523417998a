import { type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { ACCOUNT_CREDENTIAL, openAccount } from '../shared';
import { OPERATION_SUBTITLE } from '../shared/subtitles';
import * as create from './actions/create.operation';
import * as expireDue from './actions/expire-due.operation';
import * as expire from './actions/expire.operation';
import * as status from './actions/status.operation';

const operations = { create, expire, expireDue, status };

export class PaymentLink implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Payment Link',
    name: 'paymentLink',
    icon: { light: 'file:paymentLink.svg', dark: 'file:paymentLink.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: OPERATION_SUBTITLE,
    description: 'Make a Stripe payment link for a locked offer, end it, or see where the payment stands',
    defaults: { name: 'Payment Link' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [ACCOUNT_CREDENTIAL, { name: 'salesOsStripeApi', displayName: 'Sales OS Stripe', required: true, displayOptions: { show: { operation: ['create', 'expire', 'expireDue'] } } }],
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
            name: 'Status',
            value: 'status',
            action: 'Get the payment status of an opportunity',
            description: 'Payment state, link, amounts and refunds of an opportunity',
          },
        ],
      },
      ...create.description,
      ...expire.description,
      ...expireDue.description,
      ...status.description,
    ],
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const account = await openAccount(this);
    const operation = this.getNodeParameter('operation', 0) as keyof typeof operations;
    return operations[operation].execute(this, account);
  }
}
