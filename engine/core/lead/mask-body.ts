import { maskFor, type SensitiveValue } from './sensitive';

/** A value that must not stay in a raw body: a source's secret or an uploaded file. */
export interface SecretValue {
  readonly kind: 'secret' | 'file';
  readonly value: string;
}

export type Hidden = SecretValue | SensitiveValue;

/**
 * Masks values in a raw body, however JSON, URL encoding or multipart write them; every other byte stays. The masked
 * body reads as before, so that a replay gives the same lead (IN-07). File contents are given as latin1 text.
 */
export function maskBody(body: Buffer, hidden: readonly Hidden[]): Buffer {
  if (hidden.length === 0) return body;
  const text = body.toString('latin1');
  const masked = [...hidden].sort((a, b) => b.value.length - a.value.length).reduce(replaceOne, text);
  const isJson = /^\s*[[{]/.test(text) && parses(text);
  if (!isJson || parses(masked)) return Buffer.from(masked, 'latin1');
  // A number (12345678 without quotes) became a bare mask: write the document anew.
  return Buffer.from(JSON.stringify(maskDeep(JSON.parse(body.toString('utf8')), hidden)), 'utf8');
}

/** So short a value would also hit what it does not mean. */
const SHORTEST = { secret: 8, file: 64 } as const;

function replaceOne(text: string, { kind, value }: Hidden): string {
  if ((kind === 'secret' || kind === 'file') && value.length < SHORTEST[kind]) return text;
  const mask = kind === 'file' ? '(file_masked)' : maskFor(kind);
  const ways = kind === 'file' ? [value] : waysToWrite(value).map((way) => Buffer.from(way, 'utf8').toString('latin1'));
  return ways.reduce((masked, way) => masked.replaceAll(way, mask), text);
}

/** The forms that a value takes in JSON and in URL encoding, in the variants that senders use. */
function waysToWrite(value: string): string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  const ascii = inJson.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const inForm = new URLSearchParams([['', value]]).toString().slice(1);
  const inUrl = encodeURIComponent(value);
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [...new Set([value, inJson, inJson.replaceAll('/', '\\/'), ascii, ascii.replaceAll('/', '\\/'), inForm, lower(inForm), inUrl, lower(inUrl), inUrl.replaceAll('%20', '+')])];
}

function parses(latin1: string): boolean {
  try {
    JSON.parse(Buffer.from(latin1, 'latin1').toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function maskDeep(node: unknown, hidden: readonly Hidden[]): unknown {
  if (Array.isArray(node)) return node.map((child) => maskDeep(child, hidden));
  if (typeof node === 'object' && node !== null) return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, maskDeep(child, hidden)]));
  if (typeof node !== 'string' && typeof node !== 'number') return node;
  const bytes = Buffer.from(String(node), 'utf8').toString('latin1');
  const masked = hidden.reduce(replaceOne, bytes);
  return masked === bytes ? node : Buffer.from(masked, 'latin1').toString('utf8');
}
