import { createHash } from 'node:crypto';

import type { ContactChannel } from '../core/model';

/** Under this an address is kept among the opt-outs: it can be looked up, not read. */
export function addressHash(accountId: string, channel: ContactChannel, address: string): string {
  return createHash('sha256').update(`${accountId}|${channel}|${address.trim().toLowerCase()}`).digest('hex');
}
