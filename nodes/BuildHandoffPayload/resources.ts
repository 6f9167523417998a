import type { INodeProperties } from 'n8n-workflow';

/** What the node works on, and what it can do with each; workflows without a resource mean the handoff. */
export const resources: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    default: 'handoff',
    options: [
      { name: 'Desk', value: 'desk', description: 'What waits, and how well handoffs go' },
      { name: 'Handoff', value: 'handoff', description: 'A paid opportunity on its way to case ops' },
    ],
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    default: 'build',
    displayOptions: { show: { resource: ['handoff'] } },
    options: [
      {
        name: 'Build',
        value: 'build',
        action: 'Build a handoff payload',
        description: 'Check that everything is there and trigger the case, once; after a rejection the mended payload is the next version',
      },
      {
        name: 'Confirm',
        value: 'confirm',
        action: 'Confirm that a case is open',
        description: 'Case ops have opened the case: the opportunity becomes CASE_OPENED and sales is over',
      },
      {
        name: 'Deliver',
        value: 'deliver',
        action: 'Deliver a handoff to the ops system',
        description: 'Post the signed payload, or a stop notice, to the ops system; what it does not take is sent again by Deliver Due',
      },
      {
        name: 'Deliver Due',
        value: 'deliverDue',
        action: 'Deliver all handoffs that are due',
        description: 'Send what the ops system has not taken yet; for a schedule',
      },
      {
        name: 'Reject',
        value: 'reject',
        action: 'Reject a handoff payload',
        description: 'Case ops send the payload back to the same closer, with the reason',
      },
    ],
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    default: 'getQueue',
    displayOptions: { show: { resource: ['desk'] } },
    options: [
      {
        name: 'Get Queue',
        value: 'getQueue',
        action: 'Get the queue of handoffs',
        description: 'Handoffs that wait for case ops, or for sales to mend them, with their payload and deadline',
      },
      {
        name: 'Measure',
        value: 'measure',
        action: 'Measure handoffs',
        description: 'Time from paid to case opened, rejection rate and payload completeness of a period',
      },
    ],
  },
];
