import { DomainError } from '../../core/errors';
import type { SecretValue, SourceField, StoredBody } from '../../core/lead';
import { parseMultipart, type Part } from './multipart';

/** A posted form as it came: fields in their order, and the files that were attached. */
export interface FormFields {
  readonly fields: readonly SourceField[];
  /** JSON bodies keep their structure, for what fields cannot say (`consents`). */
  readonly document: Readonly<Record<string, unknown>> | null;
  readonly files: readonly SecretValue[];
}

const MOST_FIELDS = 300;

/**
 * Reads JSON, urlencoded and multipart bodies (IN-04). Text that starts with a brace is JSON whatever its label says
 * (navigator.sendBeacon sends text/plain). Throws `BODY_UNREADABLE`, `BODY_TYPE_UNKNOWN` or `TOO_MANY_FIELDS`.
 */
export function readFormFields({ body, content_type }: StoredBody): FormFields {
  const type = (content_type ?? '').toLowerCase();
  const read = type.startsWith('multipart/form-data')
    ? fromMultipart(body, content_type ?? '')
    : type.startsWith('application/x-www-form-urlencoded')
      ? fromUrlEncoded(body)
      : fromJson(body, type);
  if (read.fields.length > MOST_FIELDS) throw new DomainError('TOO_MANY_FIELDS', `The form has ${read.fields.length} fields; at most ${MOST_FIELDS} are taken`);
  return read;
}

function fromUrlEncoded(body: Buffer): FormFields {
  const pairs = [...new URLSearchParams(body.toString('utf8').replace(/^\uFEFF/, ''))];
  return { fields: pairs.map(([label, value]) => ({ label, value })), document: null, files: [] };
}

function fromMultipart(body: Buffer, contentType: string): FormFields {
  const parts = parseMultipart(body, contentType);
  if (!parts) throw new DomainError('BODY_UNREADABLE', 'The multipart body is broken: its boundary or a part’s header is missing');
  const files = parts.filter(({ filename, content }) => Boolean(filename) && content.length > 0);
  return {
    fields: parts.filter(({ filename }) => filename !== '').map(partField),
    document: null,
    files: files.map(({ content }) => ({ kind: 'file', value: content.toString('latin1') })),
  };
}

function partField({ name, filename, content }: Part): SourceField {
  return { label: name, value: filename === null ? content.toString('utf8') : `(file: ${filename})` };
}

function fromJson(body: Buffer, type: string): FormFields {
  const text = body.toString('utf8').replace(/^\uFEFF/, '').trim();
  const isJson = type === '' || type.includes('json') || type.startsWith('text/plain');
  if (!isJson) throw new DomainError('BODY_TYPE_UNKNOWN', `Bodies of type '${type}' are not taken; send application/json, application/x-www-form-urlencoded or multipart/form-data`);
  const document = parsed(text);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new DomainError('BODY_UNREADABLE', 'The body must be one JSON object');
  return { fields: flatten(document as Record<string, unknown>), document: document as Record<string, unknown>, files: [] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('BODY_UNREADABLE', 'The body is not JSON', [], { cause });
  }
}

/** `{ contact: { email } }` gives `contact.email`; a list of words one field; `consents` is read as it stands. */
function flatten(node: Record<string, unknown>, path = ''): SourceField[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const label = path === '' ? key : `${path}.${key}`;
    if (value === null || value === undefined || label === 'consents') return [];
    if (Array.isArray(value)) return [{ label, value: value.map((entry) => (typeof entry === 'object' ? JSON.stringify(entry) : String(entry))).join(', ') }];
    return typeof value === 'object' ? flatten(value as Record<string, unknown>, label) : [{ label, value: String(value) }];
  });
}
