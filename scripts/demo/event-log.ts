import { EVENT_TYPES } from '../../engine/core/events';
import type { CredentialFile, WorkflowFile } from '../../test/support/n8n/n8n-types';
import type { RunningN8n } from '../../test/support/n8n/start-n8n';
import type { LoggedEvent } from './lead-story';

export const EVENT_LOG_ID = 'sosDemoEventLog01';
const TRIGGER = 'Every event of the firm';

/** A workflow of the demo alone: its executions are the firm's event log, one an event, open to look at in the editor. */
export function eventLogWorkflow(account: CredentialFile): WorkflowFile {
  return {
    id: EVENT_LOG_ID,
    name: 'Demo: event log',
    nodes: [
      {
        id: 'event-log-trigger',
        name: TRIGGER,
        type: 'n8n-nodes-sales-os.salesEventTrigger',
        typeVersion: 1,
        position: [0, 0],
        parameters: { events: [...EVENT_TYPES] },
        credentials: { [account.type]: { id: account.id, name: account.name } },
      },
    ],
    connections: {},
    settings: { executionOrder: 'v1' },
  };
}

/** All events that have been delivered so far, in no particular order. */
export async function loggedEvents(n8n: RunningN8n): Promise<LoggedEvent[]> {
  const executions = await n8n.executions(EVENT_LOG_ID);
  return executions.flatMap(({ data }) =>
    (data?.resultData.runData[TRIGGER] ?? []).flatMap((run) =>
      (run.data?.['main']?.[0] ?? []).map(({ json }) => json as unknown as LoggedEvent),
    ),
  );
}
