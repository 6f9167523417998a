import { googleLeadForm } from '../../engine/adapters/google';
import { linkedinLeadSync } from '../../engine/adapters/linkedin';
import { metaLeadAds } from '../../engine/adapters/meta';
import { backfillLeads } from '../../engine/commands/backfill-leads';
import { normalizeLeads } from '../../engine/commands/normalize-leads';
import { receiveDelivery } from '../../engine/commands/receive-delivery';
import { intakeSettings, type LeadLister, normalizeLead, type StoredBody } from '../../engine/core/lead';
import { normalizedLead, type NormalizedLead } from '../../engine/core/model';
import { adsSchedule, ARRIVED, randomOf, type Schedule, type Step } from '../support/ads-schedules';
import { SECRETS } from '../support/deliveries';
import { describeStores } from '../support/stores';

const settings = intakeSettings.parse({});
const sources = { google: googleLeadForm, linkedin: linkedinLeadSync, meta: metaLeadAds };
const actor = { kind: 'workflow', id: 'w1' } as const;

/** What the adapters alone make of a schedule: the first notice under a key stands, a whole lead completes a pointer. */
async function playPurely({ steps, fetchers }: Schedule): Promise<string[]> {
  const kept = new Map<string, { step: Step; notice: StoredBody }>();
  for (const step of steps) {
    const stored = storedOf(step);
    if (step.way === 'webhook') expect(step.source.refusal(step.delivery, SECRETS)).toBeNull();
    const verdict = step.source.judge(stored, settings);
    if (verdict.kind === 'rejected') throw new Error(verdict.message);
    for (const { dedupe } of verdict.notices) {
      const key = `${step.source.source} ${dedupe.key}`;
      if (!kept.has(key)) kept.set(key, { step, notice: { ...stored, notice: dedupe.key } });
    }
  }
  const leads = await Promise.all([...kept.values()].map(async ({ step: { source }, notice }) => {
    const answer = source.isPointer?.(notice) ? await fetchers[source.source]!.fetchLead(notice) : null;
    return source.read(answer?.kind === 'fetched' ? { ...notice, fetched: answer.body } : notice, settings).map((lead) => normalizeLead(lead, settings).lead);
  }));
  return leads.flat().map(lineOf).sort();
}

function storedOf(step: Step): StoredBody {
  return step.way === 'webhook' ? step.delivery : { body: step.body, content_type: 'application/json', headers: {}, received_at: ARRIVED };
}

function lineOf({ source_channel, platform_lead_id, email, captured_at }: Pick<NormalizedLead, 'source_channel' | 'platform_lead_id' | 'email' | 'captured_at'>): string {
  return `${source_channel} ${platform_lead_id} ${email} ${captured_at.toISOString()}`;
}

/** Hands the listed bodies of one step to the back-fill, as a poll would. */
function listing(body: Buffer): LeadLister {
  return {
    listFeeds: async () => ['all'],
    listLeads: async function* () {
      yield [{ body, submitted_at: ARRIVED }];
    },
  };
}

describe('ads leads by webhook, poll and list', () => {
  it('IN-08: 10,000 deliveries in any order, split and number end with the same leads, none lost, none doubled', async () => {
    let deliveries = 0;
    for (let seed = 1; deliveries < 10_000; seed += 1) {
      const schedule = adsSchedule(seed, 60);
      deliveries += schedule.steps.length;
      expect([seed, await playPurely(schedule)]).toEqual([seed, schedule.truth]);
    }
  });

  it('makes leads that keep to the canonical schema', async () => {
    const { steps } = adsSchedule(7, 30);
    for (const step of steps.filter(({ way }) => way === 'list')) {
      for (const lead of step.source.read(storedOf(step), settings)) expect(() => normalizedLead.parse(normalizeLead(lead, settings).lead)).not.toThrow();
    }
  });
});

describeStores('Ads leads in the store', (open) => {
  it('IN-08: end in the same state after any schedule, with work done at any moment between and two hands at once', async () => {
    const store = await open();
    for (const seed of [11, 12, 13]) {
      const account = `schedule-${seed}`;
      const schedule = adsSchedule(seed, 18);
      const random = randomOf(seed);
      const work = async () => {
        const open_ = await store.transaction(account, ({ db }) => db.selectFrom('raw_deliveries').select('id').where('status', '=', 'received').execute());
        await normalizeLeads(store, account, { inputs: open_.map(({ id }) => ({ delivery_id: id })), sources, fetchers: schedule.fetchers, at: ARRIVED, actor });
      };
      const play = async (step: Step) => {
        if (step.way === 'webhook') await receiveDelivery(store, account, { source: step.source, delivery: step.delivery, secrets: SECRETS });
        else await backfillLeads(store, account, { source: step.source, lister: listing(step.body), feeds: null, range: { kind: 'gap', from: ARRIVED, to: ARRIVED }, at: ARRIVED, actor });
        if (random() < 0.2) await work();
      };
      const half = Math.ceil(schedule.steps.length / 2);
      const hands = [schedule.steps.slice(0, half), schedule.steps.slice(half)];
      await Promise.all(hands.map(async (steps) => {
        for (const step of steps) await play(step);
      }));
      await work();
      const leads = await store.transaction(account, ({ db }) => db.selectFrom('leads').selectAll().execute());
      const captured = await store.transaction(account, ({ db }) => db.selectFrom('events').select('id').where('type', '=', 'LeadCaptured').execute());
      const left = await store.transaction(account, ({ db }) => db.selectFrom('raw_deliveries').select('id').where('status', '<>', 'processed').execute());
      expect([seed, leads.map(lineOf).sort()]).toEqual([seed, schedule.truth]);
      expect([captured.length, left.length]).toEqual([schedule.truth.length, 0]);
    }
  });
});
