import { sql } from 'kysely';

import { DomainError } from '../core/errors';
import type { KnownConsent, RecipientFacts } from '../core/messaging';
import { type ContactChannel, type SourceChannel, type Stage, TERMINAL_STAGES } from '../core/model';
import type { Tx } from '../store';
import { addressHash } from './address-hash';

/** Whom a message is for: a lead, or the person of an opportunity. */
export interface RecipientRef {
  readonly lead_id: string | null;
  readonly opportunity_id: string | null;
}

/** What is known of a recipient, over all their leads. */
export interface Recipient {
  readonly lead_id: string;
  readonly prospect_id: string | null;
  /** The opportunity that is meant, else the person's open one. */
  readonly opportunity_id: string | null;
  readonly full_name: string | null;
  readonly first_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly residence_country: string | null;
  readonly is_test: boolean;
  readonly source_channel: SourceChannel;
  readonly stage: Stage | null;
  readonly consents: readonly KnownConsent[];
  readonly threads: readonly ThreadFacts[];
  readonly keywords: readonly { readonly channel: ContactChannel; readonly kind: 'opt_out' | 'opt_in'; readonly at: Date }[];
}

interface ThreadFacts {
  readonly id: string;
  readonly channel: ContactChannel;
  readonly address: string | null;
  readonly user_ref: string | null;
  readonly last_inbound_at: Date | null;
}

type Row = Omit<Recipient, 'consents' | 'threads' | 'keywords'>;

/** The gate's facts for one channel. */
export function factsFor(recipient: Recipient, channel: ContactChannel): RecipientFacts {
  const threads = recipient.threads.filter((thread) => thread.channel === channel);
  const inbound = threads.flatMap(({ last_inbound_at }) => last_inbound_at ?? []);
  const keywords = recipient.keywords.filter((one) => one.channel === channel);
  const { is_test, source_channel, stage, consents, time_zone } = recipient;
  return {
    ...{ address: addressOf(recipient, channel), is_test, source_channel, stage, consents, time_zone },
    last_keyword: keywords.reduce<RecipientFacts['last_keyword']>((last, one) => (last === null || one.at >= last.at ? one : last), null),
    last_inbound_at: inbound.length === 0 ? null : new Date(Math.max(...inbound.map((date) => date.getTime()))),
  };
}

/** The vendor's id of a WhatsApp user stands in for a number that the user hides. */
export function addressOf({ email, phone, threads }: Recipient, channel: ContactChannel): string | null {
  if (channel === 'email') return email;
  const thread = threads.find((one) => one.channel === channel);
  return phone ?? thread?.address ?? (channel === 'whatsapp' ? (thread?.user_ref ?? null) : null);
}

/** Reads a batch in four statements. `of` throws `LEAD_UNKNOWN`, `OPPORTUNITY_UNKNOWN` or `RECIPIENT_MISSING`. */
export async function readRecipients(tx: Tx, refs: readonly RecipientRef[]): Promise<{ of(ref: RecipientRef): Recipient }> {
  const rows = await readRows(tx, refs);
  const leads = rows.map(({ lead_id }) => lead_id);
  const [consents, threads] = [await readConsents(tx, leads), await readThreads(tx, leads)];
  const bare = rows.map((row) => ({ ...row, threads: threads.filter((thread) => thread.of_lead === row.lead_id) }));
  const keywords = await readKeywords(tx, bare);
  const all = bare.map((row): Recipient => ({ ...row, consents: consents.filter((one) => one.of_lead === row.lead_id), keywords: keywords(row) }));
  return {
    of: ({ lead_id, opportunity_id }) => {
      if (opportunity_id === null && lead_id === null) throw new DomainError('RECIPIENT_MISSING', 'A message needs a lead_id or an opportunity_id; take it from Normalize Lead, Score & Segment or an event');
      const found = opportunity_id !== null ? all.find((one) => one.opportunity_id === opportunity_id && (lead_id === null || one.lead_id === lead_id)) ?? all.find((one) => one.opportunity_id === opportunity_id) : all.find((one) => one.lead_id === lead_id);
      if (found) return found;
      throw opportunity_id !== null
        ? new DomainError('OPPORTUNITY_UNKNOWN', `Opportunity ${opportunity_id} is not known in this account`)
        : new DomainError('LEAD_UNKNOWN', `Lead ${lead_id} is not known in this account`);
    },
  };
}

/** The person's record fills what this lead leaves out. */
async function readRows(tx: Tx, refs: readonly RecipientRef[]): Promise<Row[]> {
  const leads = refs.flatMap(({ lead_id, opportunity_id }) => (opportunity_id === null ? (lead_id ?? []) : []));
  const opportunities = refs.flatMap(({ opportunity_id }) => opportunity_id ?? []);
  const { rows } = await sql<Row>`
    select l.id as lead_id, p.id as prospect_id, o.id as opportunity_id, coalesce(l.full_name, p.full_name) as full_name, coalesce(l.first_name, p.first_name) as first_name,
      coalesce(l.email, p.email) as email, coalesce(l.phone, p.phone) as phone, coalesce(l.language, p.language) as language, coalesce(l.time_zone, p.time_zone) as time_zone,
      l.residence_country, l.is_test, l.source_channel, o.stage
    from salesos.leads l
    left join salesos.prospects known on known.account_id = l.account_id and known.id = l.prospect_id
    left join salesos.prospects p on p.account_id = l.account_id and p.id = coalesce(known.merged_into, known.id)
    left join lateral (
      select id, stage from salesos.opportunities where account_id = l.account_id
        and (id = any(${opportunities}::uuid[]) and lead_id = l.id or prospect_id = p.id and stage not in (${sql.join(TERMINAL_STAGES)}))
      order by (id = any(${opportunities}::uuid[])) desc, id limit 1
    ) o on true
    where l.account_id = ${tx.accountId} and (l.id = any(${leads}::uuid[])
      or l.id in (select lead_id from salesos.opportunities where account_id = ${tx.accountId} and id = any(${opportunities}::uuid[])))`.execute(tx.db);
  return rows;
}

/** Leads and persons whose statements count: the recipient's own, and until it is known who they are those of everybody with the same address. */
const PEOPLE = sql`
  select l.id as of_lead, coalesce(known.merged_into, known.id) as prospect_id
  from salesos.leads l
  left join salesos.prospect_identifiers i on i.account_id = l.account_id and l.prospect_id is null
    and (i.kind = 'phone' and i.value = l.phone or i.kind = 'email' and i.value = l.email)
  join salesos.prospects known on known.account_id = l.account_id and known.id = coalesce(l.prospect_id, i.prospect_id)`;

async function readConsents(tx: Tx, leads: readonly string[]): Promise<(KnownConsent & { of_lead: string })[]> {
  const { rows } = await sql<KnownConsent & { of_lead: string }>`
    with people as (${PEOPLE} where l.account_id = ${tx.accountId} and l.id = any(${[...leads]}::uuid[])),
    everyone as (
      select people.of_lead, p.id as prospect_id from people
      join salesos.prospects p on p.account_id = ${tx.accountId} and (p.id = people.prospect_id or p.merged_into = people.prospect_id))
    select e.of_lead, c.channel, c.purpose, c.status, c.captured_at from salesos.consents c join everyone e on e.prospect_id = c.prospect_id where c.account_id = ${tx.accountId}
    union all select c.lead_id, c.channel, c.purpose, c.status, c.captured_at from salesos.consents c where c.account_id = ${tx.accountId} and c.lead_id = any(${[...leads]}::uuid[])`.execute(tx.db);
  return rows;
}

/** The person's threads: of this lead, of their other leads, and of the same number. */
async function readThreads(tx: Tx, leads: readonly string[]): Promise<(ThreadFacts & { of_lead: string })[]> {
  const { rows } = await sql<ThreadFacts & { of_lead: string }>`
    select distinct l.id as of_lead, c.id, c.channel, c.address, c.user_ref, c.last_inbound_at
    from salesos.leads l
    left join salesos.leads mine on mine.account_id = l.account_id and mine.prospect_id = l.prospect_id
    join salesos.conversations c on c.account_id = l.account_id and (c.lead_id = l.id or c.lead_id = mine.id or c.address = l.phone)
    where l.account_id = ${tx.accountId} and l.id = any(${[...leads]}::uuid[])`.execute(tx.db);
  return rows;
}

async function readKeywords(tx: Tx, recipients: readonly (Row & { threads: readonly ThreadFacts[] })[]): Promise<(row: Row & { threads: readonly ThreadFacts[] }) => Recipient['keywords']> {
  const hashesOf = ({ phone, email, threads }: Row & { threads: readonly ThreadFacts[] }): string[] =>
    (['whatsapp', 'sms', 'email', 'call'] as const).flatMap((channel) =>
      [phone, email, ...threads.flatMap(({ address, user_ref }) => [address, user_ref])].flatMap((address) => (address === null ? [] : [addressHash(tx.accountId, channel, address)])),
    );
  const hashes = recipients.flatMap(hashesOf);
  if (hashes.length === 0) return () => [];
  const rows = await tx.db.selectFrom('opt_outs').select(['channel', 'kind', 'address_hash', 'occurred_at']).where('account_id', '=', tx.accountId).where('address_hash', 'in', [...new Set(hashes)]).orderBy('occurred_at').orderBy('recorded_at').execute();
  return (row) => {
    const own = new Set(hashesOf(row));
    return rows.filter(({ address_hash }) => own.has(address_hash)).map(({ channel, kind, occurred_at }) => ({ channel, kind, at: occurred_at }));
  };
}
