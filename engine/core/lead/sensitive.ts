import type { LeadFlag } from '../model';
import { PATTERNS, SENSITIVE_KINDS, type SensitiveKind } from './sensitive-patterns';

export { SENSITIVE_KINDS, type SensitiveKind } from './sensitive-patterns';

/** One value that was masked: needed once, to mask the raw delivery too; never stored. */
export interface SensitiveValue {
  readonly kind: SensitiveKind;
  readonly value: string;
}

export interface MaskedText {
  readonly text: string;
  readonly found: readonly SensitiveValue[];
}

/** Stands for a masked value. Only characters that JSON, URL encoding and multipart leave as they are. */
export function maskFor(kind: SensitiveKind | 'secret'): string {
  return `(${kind}_masked)`;
}

/** True for a text that holds a mask: on a replay it stands where the value stood. */
export function isMasked(text: string): boolean {
  return SENSITIVE_KINDS.some((kind) => text.includes(maskFor(kind)));
}

/** Masks what is sensitive in free text. Text without digits costs nothing. */
export function maskText(text: string): MaskedText {
  if (!/\p{Nd}/u.test(text) && !text.includes('<<')) return { text, found: [] };
  const found: SensitiveValue[] = [];
  let masked = text;
  for (const { kind, pattern, holds } of PATTERNS) {
    masked = masked.replace(pattern, (match: string, value: string) => {
      if (holds && !holds(value)) return match;
      found.push({ kind, value });
      return match.replace(value, maskFor(kind));
    });
  }
  return { text: masked, found };
}

const NAMES: Record<SensitiveKind, string> = {
  passport_number: 'A passport number',
  date_of_birth: 'A date of birth',
  national_id: 'A national identity number',
  card_number: 'A payment card number',
  bank_account: 'A bank account number',
};

/** What a masked text is flagged with; the same on a replay, when the mask stands where the value stood. */
export function sensitiveFlags(field: string, masked: string): LeadFlag[] {
  return SENSITIVE_KINDS.filter((kind) => masked.includes(maskFor(kind))).map((kind) => ({
    code: `sensitive_${kind}`,
    field,
    message: `${NAMES[kind]} was masked: it belongs to the case file, not to sales`,
  }));
}
