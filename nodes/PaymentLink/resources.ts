import type { INodeProperties } from 'n8n-workflow';

/** What the node works on, and what it can do with each; workflows without a resource mean the link. */
export const resources: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    default: 'link',
    options: [
      { name: 'Finance', value: 'finance', description: 'What finance closes its books with' },
      { name: 'Link', value: 'link', description: 'A payment link of an opportunity' },
      { name: 'Payment', value: 'payment', description: 'Money that does not fit its offer or names none' },
    ],
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    default: 'create',
    displayOptions: { show: { resource: ['link'] } },
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
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    default: 'decideException',
    displayOptions: { show: { resource: ['payment'] } },
    options: [
      {
        name: 'Decide Exception',
        value: 'decideException',
        action: 'Decide on a payment exception',
        description: 'Put a manager’s decision on a wrong amount, double payment or dispute on record',
      },
      {
        name: 'Match Payment',
        value: 'matchPayment',
        action: 'Match a payment to an opportunity',
        description: 'Give money that found no opportunity to the one it belongs to',
      },
    ],
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    default: 'reconcile',
    displayOptions: { show: { resource: ['finance'] } },
    options: [
      {
        name: 'Finance Report',
        value: 'financeReport',
        action: 'Make a finance report',
        description: 'Paid deals against open cases, the week’s exceptions, or revenue signals, as items, CSV and a page',
      },
      {
        name: 'Reconcile',
        value: 'reconcile',
        action: 'Reconcile Stripe with paid deals',
        description: 'Compare Stripe with the paid deals of a period to the minor unit, and apply what never arrived',
      },
    ],
  },
];
