import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

function operations(resource: string, options: INodePropertyOptions[], first: string): INodeProperties {
  return { displayName: 'Operation', name: 'operation', type: 'options', noDataExpression: true, default: first, displayOptions: { show: { resource: [resource] } }, options };
}

/** What the node works on, and what it can do with each. */
export const resources: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    default: 'opportunity',
    options: [
      { name: 'Activity', value: 'activity', description: 'A call, message or note' },
      { name: 'Booking', value: 'booking', description: 'A stored delivery of the scheduling tool' },
      { name: 'Consultation', value: 'consultation', description: 'The notes of the closer' },
      { name: 'Offer', value: 'offer', description: 'A package with its price and terms' },
      { name: 'Opportunity', value: 'opportunity', description: 'The deal on its way through the stages' },
    ],
  },
  operations('activity', [{ name: 'Log', value: 'log', action: 'Log an activity', description: 'Log a touchpoint with its standard outcome; the first attempt and the first answer move the stage' }], 'log'),
  operations('booking', [{ name: 'Apply Again', value: 'applyAgain', action: 'Apply a booking again', description: 'Apply a booking that was refused, from its stored bytes' }], 'applyAgain'),
  operations(
    'consultation',
    [
      { name: 'Alert Overdue', value: 'alertOverdue', action: 'Alert overdue consultations', description: 'Tell, once each, of consultations without notes on their day and of those that led to no payment, follow-up or close; for a schedule' },
      { name: 'Record', value: 'record', action: 'Record a consultation', description: 'Store the notes of the five-part agenda; completes the appointment, and closes the opportunity when it is lost' },
    ],
    'record',
  ),
  operations('offer', [{ name: 'Create and Lock', value: 'lock', action: 'Create and lock an offer', description: 'Make an offer from the catalogue with locked terms; the first one moves the opportunity to PROPOSAL_SENT' }], 'lock'),
  operations(
    'opportunity',
    [
      { name: 'Disqualify', value: 'disqualify', action: 'Disqualify an opportunity', description: 'Close it as not a fit, with a reason of the fixed list' },
      { name: 'Get', value: 'get', action: 'Get an opportunity', description: 'Read it with its person, appointment, offer and payment' },
      { name: 'Get Many', value: 'getMany', action: 'Get many opportunities', description: 'List opportunities by stage, owner, band or email' },
      { name: 'Mark Lost', value: 'markLost', action: 'Mark an opportunity lost', description: 'Close it as lost, with its reason' },
      { name: 'Move Stage', value: 'moveStage', action: 'Move an opportunity to a stage', description: 'Move it by the stage gates; a refusal says everything that is missing' },
      { name: 'Qualify', value: 'qualify', action: 'Qualify an opportunity', description: 'Store the answers of the qualification checklist; moves to QUALIFIED when nothing is missing' },
      { name: 'Reactivate', value: 'reactivate', action: 'Reactivate a lost opportunity', description: 'Take a lost client back to nurture: the loss stays on record, a new score may make a new opportunity' },
    ],
    'get',
  ),
];
