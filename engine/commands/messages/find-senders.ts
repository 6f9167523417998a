import { sql } from 'kysely';

import type { InboundMessage, KnownSender } from '../../core/messaging';
import { TERMINAL_STAGES } from '../../core/model';
import type { Tx } from '../../store';

/** A thread as it is stored, with the enquiry that it belongs to. */
export interface Thread {
  readonly id: string;
  readonly channel: InboundMessage['channel'];
  readonly thread_ref: string;
  readonly address: string | null;
  readonly user_ref: string | null;
  readonly lead_id: string | null;
  readonly prospect_id: string | null;
  /** The enquiry became an opportunity that is closed: what comes now is a new one. */
  readonly closed: boolean;
  readonly last_inbound_at: Date | null;
}

export interface Senders {
  threadOf(message: InboundMessage): Thread | null;
  peopleOf(message: InboundMessage, thread: Thread | null): KnownSender[];
}

/** Threads and people behind the messages of a batch, in two statements. */
export async function findSenders(tx: Tx, messages: readonly InboundMessage[]): Promise<Senders> {
  const threads = await readThreads(tx, messages);
  const people = await readPeople(tx, messages.flatMap(({ address }) => address ?? []), threads.flatMap(({ prospect_id }) => prospect_id ?? []));
  return {
    threadOf: ({ channel, thread_ref, user_ref, address }) => {
      const here = threads.filter((thread) => thread.channel === channel);
      const same = (one: string | null, other: string | null) => one !== null && one === other;
      return here.find((thread) => thread.thread_ref === thread_ref) ?? here.find((thread) => same(thread.user_ref, user_ref)) ?? here.find((thread) => same(thread.address, address)) ?? null;
    },
    peopleOf: ({ address }, thread) => {
      const found = people.filter((person) => (address !== null && person.address === address) || (thread?.prospect_id && person.prospect_id === thread.prospect_id));
      return [...new Map(found.map(({ prospect_id, full_name, opportunity_id }) => [prospect_id, { prospect_id, full_name, opportunity_id }])).values()];
    },
  };
}

async function readThreads(tx: Tx, messages: readonly InboundMessage[]): Promise<Thread[]> {
  const { rows } = await sql<Thread>`
    select c.id, c.channel, c.thread_ref, c.address, c.user_ref, c.lead_id, c.last_inbound_at,
      coalesce(p.merged_into, p.id) as prospect_id, coalesce(o.stage in (${sql.join(TERMINAL_STAGES)}), false) as closed
    from salesos.conversations c
    left join salesos.leads l on l.account_id = c.account_id and l.id = c.lead_id
    left join salesos.prospects p on p.account_id = c.account_id and p.id = l.prospect_id
    left join salesos.opportunities o on o.account_id = c.account_id and o.lead_id = c.lead_id
    where c.account_id = ${tx.accountId} and (c.thread_ref = any(${texts(messages.map(({ thread_ref }) => thread_ref))}::text[])
      or c.user_ref = any(${texts(messages.map(({ user_ref }) => user_ref))}::text[]) or c.address = any(${texts(messages.map(({ address }) => address))}::text[]))
    order by c.created_at`.execute(tx.db);
  return rows;
}

type Person = KnownSender & { readonly address: string | null };

/** The living record of everybody with one of the numbers, and of the threads' own people. */
async function readPeople(tx: Tx, addresses: readonly string[], prospects: readonly string[]): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select found.address, p.id as prospect_id, p.full_name, o.id as opportunity_id
    from (
      select i.value as address, coalesce(known.merged_into, known.id) as prospect_id
      from salesos.prospect_identifiers i
      join salesos.prospects known on known.account_id = i.account_id and known.id = i.prospect_id
      where i.account_id = ${tx.accountId} and i.kind = 'phone' and i.value = any(${texts(addresses)}::text[])
      union select null, unnest(${texts(prospects)}::uuid[])
    ) found
    join salesos.prospects p on p.account_id = ${tx.accountId} and p.id = found.prospect_id
    left join salesos.opportunities o on o.account_id = p.account_id and o.prospect_id = p.id and o.stage not in (${sql.join(TERMINAL_STAGES)})
    order by p.id`.execute(tx.db);
  return rows;
}

function texts(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
