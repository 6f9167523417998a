import type { ConsentPurpose, ConsentStatement } from '../model';
import { channelsIn, consentStatus } from './consent-words';
import type { ConsentBox, IntakeSettings } from './settings';
import type { SourceField } from './source-lead';
import { comparable, presence } from './text';

export interface ConsentContext {
  readonly captured_at: Date;
  /** Where it was given, e.g. `website` or `google form 40000000000`. */
  readonly source: string;
  readonly proof: Readonly<Record<string, string>>;
}

type Boxes = IntakeSettings['consent_fields'];

/**
 * Consent statements from the boxes among the fields (IN-13, P3.7). A tick grants what the firm's settings say that the
 * box covers; a plain refusal denies it; an unticked box says nothing ('unknown'); a missing one makes no statement.
 */
export function readConsents(fields: readonly SourceField[], boxes: Boxes, context: ConsentContext): ConsentStatement[] {
  const byName = new Map(Object.entries(boxes).map(([name, box]) => [comparable(name), box]));
  const words = consentWords(fields);
  return fields.flatMap(({ label, value }) => {
    const box = byName.get(comparable(label));
    return box ? statementsOf(box, { label, value }, words, context) : [];
  });
}

/** True for a field that `readConsents` reads, so that it is no answer of the lead. */
export function isConsentField(label: string, boxes: Boxes): boolean {
  const word = comparable(label);
  return WORDS.has(word) || Object.keys(boxes).some((name) => comparable(name) === word);
}

const WORDS = new Set(['consent text', 'consent text version', 'consent version', 'consent channels']);

interface ConsentWords {
  readonly text: string | undefined;
  readonly version: string | undefined;
  /** null = the form does not ask for channels. */
  readonly channels: readonly string[] | null;
}

/** The form may send the text it showed, its version, and the channels that the person picked. */
function consentWords(fields: readonly SourceField[]): ConsentWords {
  const find = (...names: string[]) => presence(fields.find(({ label }) => names.includes(comparable(label)))?.value) ?? undefined;
  const channels = find('consent channels');
  return {
    text: find('consent text'),
    version: find('consent text version', 'consent version'),
    channels: channels === undefined ? null : (channelsIn(channels) ?? []),
  };
}

function statementsOf(box: ConsentBox, field: SourceField, words: ConsentWords, context: ConsentContext): ConsentStatement[] {
  const picked = channelsIn(field.value);
  const status = statusOf(box, picked ? 'granted' : consentStatus(field.value));
  const asked = picked ?? words.channels;
  // A refusal counts for every channel of the box; only a permission is limited to the channels that were picked.
  const channels = box.channels.filter((channel) => asked === null || status === 'denied' || asked.includes(channel));
  const text = words.text ?? box.text;
  const version = words.version ?? box.text_version;
  return channels.flatMap((channel) =>
    box.purposes.map((purpose) => ({
      channel,
      purpose,
      status,
      ...(text === undefined ? {} : { text }),
      ...(version === undefined ? {} : { text_version: version }),
      captured_at: context.captured_at,
      source: context.source,
      proof: { ...context.proof, field: field.label, value: field.value },
    })),
  );
}

/** In a box such as "do not contact me" a tick denies and a no permits nothing. */
function statusOf({ tick_means }: ConsentBox, status: ConsentStatement['status']): ConsentStatement['status'] {
  if (tick_means === 'granted') return status;
  return status === 'granted' ? 'denied' : 'unknown';
}

/** Where one delivery both grants and denies a channel and purpose, only the denial counts. */
export function denialsFirst(consents: readonly ConsentStatement[]): ConsentStatement[] {
  const denied = new Set(consents.filter(({ status }) => status === 'denied').map(placeOf));
  return consents.filter((consent) => consent.status !== 'granted' || !denied.has(placeOf(consent)));
}

function placeOf({ channel, purpose }: ConsentStatement): string {
  return `${channel} ${purpose}`;
}

/** The purposes that nothing was granted for. */
export function missingConsents(consents: readonly ConsentStatement[], required: readonly ConsentPurpose[]): ConsentPurpose[] {
  return required.filter((purpose) => !consents.some((consent) => consent.purpose === purpose && consent.status === 'granted'));
}
