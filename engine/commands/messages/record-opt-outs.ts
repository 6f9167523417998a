import type { ContactChannel } from '../../core/model';
import { CONSENT_PURPOSES } from '../../core/model';
import { json, newId, type Tx } from '../../store';
import { addressHash } from '../../queries/address-hash';

/** A person's own word that messages on a channel must stop, or may go on. */
export interface OptOut {
  readonly kind: 'opt_out' | 'opt_in';
  readonly channel: ContactChannel;
  /** Every address by which the person is known on the channel. */
  readonly addresses: readonly string[];
  readonly lead_id: string | null;
  readonly prospect_id: string | null;
  readonly at: Date;
  readonly proof: Readonly<Record<string, unknown>>;
}

/** Writes it for the addresses, known person or not, and into the consent register of the person. Append-only. */
export async function recordOptOuts(tx: Tx, optOuts: readonly OptOut[], at: Date): Promise<void> {
  const rows = optOuts.flatMap(({ kind, channel, addresses, at: occurred_at, proof }) =>
    addresses.map((address) => ({ id: newId(), account_id: tx.accountId, channel, address_hash: addressHash(tx.accountId, channel, address), kind, source: 'message', proof: json(withoutText(proof)), occurred_at, recorded_at: at })),
  );
  if (rows.length > 0) await tx.db.insertInto('opt_outs').values(rows).execute();
  const consents = optOuts.flatMap((one) => (one.kind === 'opt_out' && (one.lead_id !== null || one.prospect_id !== null) ? withdrawals(tx, one, at) : []));
  if (consents.length > 0) await tx.db.insertInto('consents').values(consents).execute();
}

/** The register of addresses outlives the person's data: it holds no words of theirs. */
function withoutText({ text: _text, ...proof }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return proof;
}

function withdrawals(tx: Tx, { channel, lead_id, prospect_id, at: captured_at, proof }: OptOut, at: Date) {
  return CONSENT_PURPOSES.map((purpose) => ({
    ...{ id: newId(), account_id: tx.accountId, lead_id, prospect_id, channel, purpose, status: 'withdrawn' as const },
    ...{ text: null, text_version: null, source: 'message', proof: json(proof), captured_at, recorded_at: at },
  }));
}
