import { createHash } from 'node:crypto';

/** The numbers of advisory locks for an account's keys, each once and in the order in which everybody takes them. */
export function lockNumbers(accountId: string, keys: readonly string[]): bigint[] {
  return [...new Set(keys.map((key) => lockNumber(`${accountId}|${key}`)))].sort(byNumber);
}

function lockNumber(key: string): bigint {
  return createHash('sha256').update(key).digest().readBigInt64BE(0);
}

function byNumber(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
