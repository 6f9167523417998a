import type { z } from 'zod';

import { EVENT_SCHEMAS, eventEnvelope, type EventType } from '../../../engine/core/events';
import { eventOptions } from '../../../nodes/SalesEventTrigger/event-options';
import { type Artefact, runGenerators } from '../artefact';
import { table } from '../markdown';
import { ALSO_ABOUT, eventsOf, FIELD_NOTES, placeOf, SECTIONS } from './event-notes';
import { type Command, emitterFinder } from './emitters';
import { typeText } from './field-types';

const ENVELOPE_NOTES: Record<string, string> = {
  id: 'The event; the same in every try to deliver it',
  type: 'One of the names below',
  version: 'Of the shape of `data`',
  account_id: 'The firm',
  subject: 'What it is about',
  occurred_at: 'When it happened',
  recorded_at: 'When it was stored',
  actor: 'Who did it',
  causation_id: 'The event that led to this one',
  correlation_id: 'Ties together what belongs to one journey, e.g. the lead\'s id',
  data: 'The fields of the type below',
};

const HEAD = `# Events

<!-- Made by \`npm run generate\` from engine/core/events; edits belong there. -->

Every change that matters is an event, stored in the same transaction as the rows it tells of ([decision 0004](decisions/0004-outbox.md)).
Workflows subscribe with the **Sales Event Trigger**. An event starts one execution per subscription, alone or, where the trigger's
*Events per Execution* says so, together with others that wait. It counts as delivered when that execution succeeded; otherwise it comes
again, alone and with growing pauses, six times, and then waits in the [dead letters](nodes.md#dead-letters). Delivery is therefore *at least once*: an execution that was cut off comes again, so what a workflow does outside the pack (sending a
message) should be safe to repeat. All nodes of the pack are.

The data hold ids, never names, addresses or message texts: read those with the node that needs them.
`;

/** docs/events.md: the envelope and one section an event. */
export function eventsText(): string {
  const emitters = emitterFinder();
  const envelope = table(
    ['field', 'type', 'meaning'],
    Object.entries(eventEnvelope.shape).map(([name, schema]) => [`\`${name}\``, name === 'type' ? 'text' : typeText(schema), note(ENVELOPE_NOTES, name)]),
  );
  const delivery = table(['field', 'type', 'meaning'], [['`lead_id`, `opportunity_id` …', 'id', 'every id of `data` once more, on top, where the fields of the next node look for it'], ['`attempt`', 'whole number', '0 at the first try of this delivery, then 1, 2 … (on the trigger\'s item only)']]);
  const sections = SECTIONS.map((section) => [`## ${section}`, ...eventsOf(section).map((type) => eventText(type, emitters(type)))].join('\n\n'));
  return `${[`${HEAD}\n## The envelope\n\n${envelope}\n\nThe Sales Event Trigger adds:\n\n${delivery}`, ...sections].join('\n\n')}\n`;
}

function eventText(type: EventType, commands: readonly Command[]): string {
  const { subject } = placeOf(type);
  const when = eventOptions.find(({ value }) => value === type)?.description ?? '';
  const about = [`\`${subject}\``, ALSO_ABOUT[type]].filter(Boolean).join(', ');
  const by = commands.map(({ name, file }) => `[${name}](../${file})`).join(', ') || 'nothing yet';
  const shape: z.ZodRawShape = EVENT_SCHEMAS[type].shape;
  const fields = table(['data', 'type', 'meaning'], Object.entries(shape).map(([name, schema]) => [`\`${name}\``, typeText(schema), note(FIELD_NOTES, name)]));
  return `### ${type}\n\n${when}.\n\nSubject: ${about} · Emitted by: ${by}\n\n${fields}`;
}

function note(notes: Record<string, string>, name: string): string {
  const text = notes[name];
  if (!text) throw new Error(`Field '${name}' of an event has no meaning in scripts/generate/events: add one.`);
  return text;
}

export const eventsDoc: Artefact = { file: 'docs/events.md', source: 'the event schemas and commands', render: eventsText };

if (require.main === module) void runGenerators([eventsDoc], process.argv.slice(2));
