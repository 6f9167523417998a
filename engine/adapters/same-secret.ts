import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares in constant time, whatever the lengths: both sides are hashed first. An empty expected secret
 * matches nothing (fail closed).
 */
export function sameSecret(given: string, expected: string): boolean {
  const equal = timingSafeEqual(digest(given), digest(expected));
  return equal && expected.length > 0;
}

/** True when one of the secrets matches; all are compared, so that a rotation does not show in the time taken. */
export function matchesSecret(given: string, secrets: readonly string[]): boolean {
  return secrets.map((secret) => sameSecret(given, secret)).includes(true);
}

/** The secrets of a credential field that takes one a line (several are valid during a rotation). */
export function secretLines(text: string | undefined): string[] {
  return (text ?? '').split(/\s*\n\s*/).map((line) => line.trim()).filter((line) => line.length > 0);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
