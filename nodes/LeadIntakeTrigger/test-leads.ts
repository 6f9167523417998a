import type { IDataObject, INode, ITriggerFunctions } from 'n8n-workflow';

/**
 * In the editor n8n calls `webhook` for the test URL and then, because the node also has a `trigger`, runs that instead
 * of passing on what the webhook returned. So the one leaves the leads here for the other.
 */
const testLeads = new Map<string, readonly IDataObject[]>();

export function keepTestLeads(context: { getNode(): INode }, leads: readonly IDataObject[]): void {
  testLeads.set(context.getNode().id, leads);
}

/** @throws Error where the test was received by another process of n8n */
export function emitTestLeads(context: ITriggerFunctions): void {
  const leads = testLeads.get(context.getNode().id);
  testLeads.delete(context.getNode().id);
  if (!leads) throw new Error('No test lead has come in: press "Listen for test event" and send one to the test URL');
  context.emit([leads.map((json) => ({ json }))]);
}
