import { sql } from 'kysely';

import type { EventDraft } from '../core/events';
import type { LockedOffer } from '../core/offer';
import { appendEvents, newId, type Tx, writeAudit } from '../store';
import type { Acting } from './act-on-opportunities';
import { actorOf } from './acting-parties';
import type { OfferItem } from './lock-offers';

export interface StandingOffer {
  readonly id: string;
  readonly opportunity_id: string;
  readonly package_code: string;
  readonly price_minor: number;
  readonly currency: string;
  readonly terms_version: string;
  readonly terms_locked_at: Date | null;
  readonly expires_at: Date;
}

/** An offer that may be made; `standing` = the same one is there already. */
export type BuiltOffer = Acting<OfferItem> & { readonly offer: LockedOffer; readonly standing: StandingOffer | null };

/** The newest locked offer of each opportunity. */
export async function standingOffers(tx: Tx, acting: readonly Acting<OfferItem>[]): Promise<Map<string, StandingOffer>> {
  const ids = acting.flatMap(({ record }) => (record.facts.locked_offer ? [record.facts.locked_offer.offer_id] : []));
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('offers')
    .select(['id', 'opportunity_id', 'package_code', 'price_minor', 'currency', 'terms_version', 'terms_locked_at', 'expires_at'])
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.opportunity_id, row]));
}

/** Writes the offers that do not stand yet. @returns the offer ids, in order */
export async function storeOffers(tx: Tx, built: readonly BuiltOffer[], at: Date): Promise<string[]> {
  const made = new Map<string, BuiltOffer & { id: string }>();
  const ids = built.map((each) => {
    if (each.standing) return each.standing.id;
    const key = JSON.stringify([each.item.opportunity_id, each.offer.package_code, each.offer.price_minor]);
    const id = made.get(key)?.id ?? newId();
    made.set(key, { ...each, id });
    return id;
  });
  if (made.size > 0) await writeOffers(tx, [...made.values()], at);
  return ids;
}

async function writeOffers(tx: Tx, made: readonly (BuiltOffer & { id: string })[], at: Date): Promise<void> {
  const rows = made.map(({ id, item, party, offer }) => {
    const { fallback_code: _, discount_minor: __, ...columns } = offer;
    return { id, account_id: tx.accountId, opportunity_id: item.opportunity_id, ...columns, created_by: party.id, created_at: at, dedupe_key: null };
  });
  await tx.db.insertInto('offers').values(rows).execute();
  for (const { id, record, offer } of made) {
    record.version += 1;
    record.facts = { ...record.facts, locked_offer: { offer_id: id, expires_at: offer.expires_at } };
  }
  const values = [...new Map(made.map((each) => [each.item.opportunity_id, each])).values()].map(({ item, offer, record }) => ({ id: item.opportunity_id, price: offer.price_minor, currency: offer.currency, version: record.version }));
  await sql`
    update salesos.opportunities o set value_estimate_minor = m.price, currency = m.currency, version = m.version
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as m(id uuid, price bigint, currency text, version int)
    where o.account_id = ${tx.accountId} and o.id = m.id`.execute(tx.db);
  const entry = { at, action: 'offer_locked', subject_kind: 'offer' };
  await writeAudit(tx, made.map(({ id, item, party, offer }) => ({ ...entry, actor: actorOf(party), subject_id: id, after: { opportunity_id: item.opportunity_id, ...offer }, reason: item.reason })));
  await appendEvents(tx, made.map((each) => lockedEvent(each, at)), at);
}

function lockedEvent({ id, item, party, offer }: BuiltOffer & { id: string }, at: Date): EventDraft {
  const { price_minor, currency, terms_version } = offer;
  const data = { opportunity_id: item.opportunity_id, offer_id: id, price_minor, currency, terms_version };
  return { type: 'OfferLocked', subject: { kind: 'offer', id }, occurred_at: at, actor: actorOf(party), key: `offer_locked:${id}`, data };
}
