import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EventDraft } from '../../engine/core/events';
import { appendEvents, closeStores, newId, storeOf } from '../../engine/store';
import { DeadLetters } from '../../nodes/DeadLetters/DeadLetters.node';
import { SalesEventTrigger } from '../../nodes/SalesEventTrigger/SalesEventTrigger.node';
import { runNode } from '../support/run-node';
import { startTrigger, type ExecutionEnd } from '../support/run-trigger';

const AT = new Date('2026-03-02T15:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'sales-os-'));
const account = { accountId: 'acme', store: 'embedded', folder: join(folder, 'store') };
const credentials = { salesOsAccountApi: account };

function captured(key: string): EventDraft {
  const leadId = newId();
  return { type: 'LeadCaptured', subject: { kind: 'lead', id: leadId }, occurred_at: AT, actor: { kind: 'system', id: 'test' }, key, data: { lead_id: leadId, source_channel: 'google', is_test: false } };
}

async function append(...keys: string[]) {
  const store = await storeOf({ kind: 'embedded', folder: account.folder });
  return store.transaction('acme', (tx) => appendEvents(tx, keys.map(captured), AT));
}

async function until(check: () => boolean, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!check()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const parameters = { events: ['LeadCaptured'], options: {} };
const start = (execution?: () => ExecutionEnd) => startTrigger({ node: SalesEventTrigger, parameters, credentials, execution });

afterAll(async () => {
  await closeStores();
  rmSync(folder, { recursive: true, force: true });
});

describe('Sales Event Trigger', () => {
  it('EV-01: starts one execution an event, with the envelope and the ids of its data as its item', async () => {
    const trigger = await start();
    const events = await append('a', 'b');
    await until(() => trigger.emitted.length === 2);
    const items = trigger.emitted.map(({ items }) => items[0]?.[0]?.json);
    expect(items).toEqual(expect.arrayContaining(events.map((event) => expect.objectContaining({ id: event.id, type: 'LeadCaptured', attempt: 0, data: event.data, lead_id: event.data['lead_id'] }))));
    await trigger.close();
  });

  it('EV-01: an event whose execution failed comes again under a new deduplication key, one that succeeded does not', async () => {
    const ends: ExecutionEnd[] = ['error', 'success'];
    const trigger = await start(() => ends.shift() ?? 'success');
    await append('c');
    await until(() => trigger.emitted.length === 2);
    expect(trigger.emitted.map(({ items }) => items[0]?.[0]?.json.attempt)).toEqual([0, 1]);
    expect(new Set(trigger.emitted.map(({ deduplicationKey }) => deduplicationKey)).size).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(trigger.emitted).toHaveLength(2);
    await trigger.close();
  });

  it('EV-01: starts one execution for several events that wait, an item each, where it is told so', async () => {
    await append('f', 'g', 'h');
    const trigger = await startTrigger({ node: SalesEventTrigger, parameters: { ...parameters, options: { together: 50 } }, credentials });
    await until(() => trigger.emitted.flatMap(({ items }) => items[0] ?? []).length === 3);
    expect(trigger.emitted.length).toBeLessThan(3);
    expect(trigger.emitted.every(({ deduplicationKey }) => (deduplicationKey?.length ?? 0) < 130)).toBe(true);
    await trigger.close();
  });

  it('EV-01: an event that comes while the workflow is unpublished waits for it', async () => {
    await append('d');
    const trigger = await start();
    await until(() => trigger.emitted.length === 1);
    await trigger.close();
  });

  it('shows the newest event in the editor without taking it from the queue', async () => {
    await append('e');
    const manual = await startTrigger({ node: SalesEventTrigger, parameters, credentials, mode: 'manual' });
    await manual.manual();
    expect(manual.emitted).toHaveLength(1);
    await manual.close();
    const trigger = await start();
    await until(() => trigger.emitted.length === 1);
    await trigger.close();
  });

  it('IN-09: lists no dead letters where none died, and refuses ids that are none, each item for itself', async () => {
    const listed = await runNode({ node: DeadLetters, parameters: { resource: 'event', operation: 'getMany', limit: 10 }, items: [{ json: {} }, { json: {} }], credentials });
    expect(listed.outputs[0]).toEqual([]);
    const decided = await runNode({
      node: DeadLetters,
      parameters: { resource: 'event', operation: 'replay', deadLetterId: '={{ $json.dead_letter_id }}' },
      items: [{ json: { dead_letter_id: newId() } }, { json: { dead_letter_id: 'x' } }],
      credentials,
      onError: 'continueErrorOutput',
    });
    expect(decided.outputs[1]?.map(({ json }) => json.error)).toEqual([expect.stringContaining('is not a dead letter'), expect.stringContaining('must be a record id')]);
    // With its gaps one by one, and with the input's own fields, so that a workflow can tell somebody what to mend.
    expect(decided.outputs[1]?.[1]?.json).toMatchObject({ dead_letter_id: 'x', details: { code: expect.any(String), problems: [expect.stringContaining('must be a record id')] } });
  });
});
