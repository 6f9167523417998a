import type { ConsentPurpose, ConsentStatement } from '../model';
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

const TICKED = new Set(['true', '1', 'on', 'yes', 'y', 'checked', 'accepted', 'agree', 'i agree', 'granted', 'opt in', 'oui', 'si', 'ja']);
const REFUSED = new Set(['no', 'denied', 'refused', 'opt out', 'decline', 'declined', 'do not contact', 'non', 'nein']);

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
  readonly channels: readonly string[] | null;
}

/** The form may send the text it showed, its version, and the channels that the person picked. */
function consentWords(fields: readonly SourceField[]): ConsentWords {
  const find = (...names: string[]) => presence(fields.find(({ label }) => names.includes(comparable(label)))?.value) ?? undefined;
  const channels = find('consent channels');
  return {
    text: find('consent text'),
    version: find('consent text version', 'consent version'),
    channels: channels === undefined ? null : channels.toLowerCase().split(/[^a-z]+/),
  };
}

function statementsOf(box: ConsentBox, field: SourceField, words: ConsentWords, context: ConsentContext): ConsentStatement[] {
  const status = statusOf(field.value);
  const channels = box.channels.filter((channel) => words.channels === null || words.channels.includes(channel));
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

function statusOf(value: string): ConsentStatement['status'] {
  const word = comparable(value);
  if (TICKED.has(word)) return 'granted';
  return REFUSED.has(word) ? 'denied' : 'unknown';
}

/** The purposes that nothing was granted for. */
export function missingConsents(consents: readonly ConsentStatement[], required: readonly ConsentPurpose[]): ConsentPurpose[] {
  return required.filter((purpose) => !consents.some((consent) => consent.purpose === purpose && consent.status === 'granted'));
}
