import { DomainError } from '../../engine/core/errors';
import type { FetchedLead, IncomingDelivery, LeadFetcher, LeadSource, SourceLead, StoredBody } from '../../engine/core/lead';
import { jsonDelivery } from './deliveries';

/** One thing in a parcel: a lead with its words, or (`pointer`) only its id. */
export interface Thing {
  readonly id: string;
  readonly text?: string;
  readonly pointer?: boolean;
}

/** A source as plain as can be whose deliveries carry several notices, some of them pointers: shows what the intake does with any such source. */
export const parcelSource: LeadSource = {
  source: 'referral',
  headers: ['content-type'],
  challenge: ({ say }) => (say ? { status: 200, content_type: 'text/plain', body: say } : { status: 403, code: 'NOTHING_TO_SAY', message: 'Nothing to say' }),
  refusal: () => null,
  judge: (delivery) => ({ kind: 'accepted', notices: things(delivery).map(({ id }) => ({ dedupe: { key: `thing:${id}` }, is_test: false, feed: 'depot' })) }),
  isPointer: (notice) => thingOf(notice).pointer === true,
  read: (notice) => {
    if (notice.notice === undefined) return things(notice).filter(({ pointer }) => !pointer).map((thing) => leadOf(thing, notice));
    const thing = thingOf(notice);
    if (!thing.pointer) return [leadOf(thing, notice)];
    if (!notice.fetched) throw new DomainError('NOT_FETCHED', 'The thing has not been fetched');
    return [leadOf(JSON.parse(notice.fetched.toString()) as Thing, notice)];
  },
  secretsIn: () => [],
  payloadOf: (notice) => ({ ...thingOf(notice) }),
};

export function parcel(...contents: Thing[]): IncomingDelivery {
  return jsonDelivery(contents);
}

/** Answers for pointers by id, in the order of the tries; the last one stays. `asked` keeps the ids asked for. */
export function parcelFetcher(answers: Readonly<Record<string, readonly (FetchedLead | Thing)[]>>): LeadFetcher & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetchLead: async (notice) => {
      const { id } = thingOf(notice);
      const list = answers[id] ?? [];
      const answer = list[Math.min(asked.filter((one) => one === id).length, list.length - 1)];
      asked.push(id);
      if (!answer) return { kind: 'gone', code: 'THING_GONE', message: `Thing ${id} is gone` };
      return 'kind' in answer ? answer : { kind: 'fetched', body: Buffer.from(JSON.stringify(answer)) };
    },
  };
}

function things({ body }: StoredBody): Thing[] {
  return JSON.parse(body.toString()) as Thing[];
}

function thingOf(notice: StoredBody): Thing {
  const thing = things(notice).find(({ id }) => `thing:${id}` === notice.notice);
  if (!thing) throw new Error(`No ${notice.notice} in the parcel`);
  return thing;
}

function leadOf({ id, text = '' }: Thing, { received_at }: StoredBody): SourceLead {
  const touch = { click_ids: {}, platform: {} };
  return {
    source_channel: 'referral',
    platform_lead_id: id,
    is_test: false,
    captured_at: received_at,
    fields: [{ label: 'email', value: `${id}@example.com` }, { label: 'message', value: text }],
    first_touch: touch,
    last_touch: touch,
    consents: [],
    proof: {},
    geo_country: null,
    robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
  };
}
