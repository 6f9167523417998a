import { assignOwners } from '../../engine/commands/assign-owners';
import { meetSlaTimers } from '../../engine/commands/change-sla-timers';
import { drainFreed } from '../../engine/commands/drain-freed';
import { fireDueTimers } from '../../engine/commands/fire-due-timers';
import { settleSlaNotices } from '../../engine/commands/settle-sla-notices';
import { startSlaTimers } from '../../engine/commands/start-sla-timers';
import { repsAt } from '../../engine/core/routing';
import { firmSettings } from '../../engine/core/settings';
import type { Store } from '../../engine/store';
import { applyDocument, FLOW, type Seeded, seedOpportunities } from '../../test/commands/sales-seed';
import { DOCUMENT, drawLeads, END, LEADS, OUTAGE, REPS, type SimulatedLead, START } from './firm-day';

export const ACCOUNT = 'simulated-firm';
const STEP_MS = 3 * 60_000;
const CALL = { kind: 'activity', direction: 'outbound', on_channel: true, acknowledgement: false, by_human: true, is_answer: false } as const;
const settings = firmSettings.parse(DOCUMENT);

/** What the day was like, sampled every quarter of an hour. */
export interface Sample {
  readonly at: Date;
  readonly waiting: number;
  readonly breached: number;
}

/** Runs the whole day through the engine in steps of three minutes of passed-in time: leads, routing, calls, clocks, ladder, queue. */
export async function runDay(store: Store, progress: (text: string) => void): Promise<Sample[]> {
  await applyDocument(store, ACCOUNT, DOCUMENT, new Date(START.getTime() - STEP_MS));
  const leads = drawLeads(LEADS, 42);
  const free = new Map(REPS.map(({ id }) => [id, START.getTime()]));
  const samples: Sample[] = [];
  for (let at = START; at <= END; at = new Date(at.getTime() + STEP_MS)) {
    const down = at >= OUTAGE.from && at < OUTAGE.until;
    if (!down) await takeIn(store, leads, at);
    await callOut(store, free, at);
    if (!down) await beat(store, at);
    if ((at.getTime() - START.getTime()) % 900_000 === 0) samples.push(await sample(store, at));
    if ((at.getTime() - START.getTime()) % 3_600_000 === 0) {
      await store.backend.tidy();
      progress(at.toISOString());
    }
  }
  return samples;
}

/** Leads whose time has come become opportunities with owner and clock; what came in during the outage comes after it. */
async function takeIn(store: Store, leads: SimulatedLead[], at: Date): Promise<void> {
  const due = leads.splice(0, leads.findIndex((lead) => lead.at > at) < 0 ? leads.length : leads.findIndex((lead) => lead.at > at));
  if (due.length === 0) return;
  const seeded = await seedOpportunities(store, ACCOUNT, due.map(({ at: created_at, language, band }) => ({ created_at, language, band, geo: 'IN', segment: `${band} PR` })));
  await assignOwners(store, ACCOUNT, { items: seeded.map(({ opportunity_id }) => ({ opportunity_id, role: 'setter', owner_id: null, reason: null, acting_user_id: null })), at, actor: FLOW });
  await startSlaTimers(store, ACCOUNT, { items: seeded.map(clockOf), at, actor: FLOW });
}

function clockOf({ opportunity_id }: Seeded) {
  return { policy: 'FirstHumanAttempt' as const, opportunity_id, lead_id: null, started_at: null, occurrence: '' };
}

/** Reps who are here call their leads, the most urgent first, one after the other. */
async function callOut(store: Store, free: Map<string, number>, at: Date): Promise<void> {
  const here = repsAt('setter', { users: settings.users, loads: new Map(), pauses: [], settings: settings.routing, time_zone: settings.firm.time_zone }, at).filter(({ away, on_shift }) => away === null && on_shift);
  const ready = here.map(({ user }) => user.id).filter((id) => (free.get(id) ?? 0) <= at.getTime());
  if (ready.length === 0) return;
  const open = await store.transaction(ACCOUNT, (tx) =>
    tx.db.selectFrom('timers').innerJoin('opportunities', 'opportunities.id', 'timers.opportunity_id').select(['timers.opportunity_id', 'opportunities.setter_id', 'timers.due_at']).where('opportunities.setter_id', 'in', ready).where('timers.met_at', 'is', null).where('timers.status', 'in', ['pending', 'breached']).orderBy('timers.due_at').execute(),
  );
  const items = ready.flatMap((id) => {
    const minutes = REPS.find((rep) => rep.id === id)?.minutes ?? 2;
    const fits = Math.max(1, Math.floor(STEP_MS / 60_000 / minutes));
    const own = open.filter(({ setter_id }) => setter_id === id).slice(0, fits);
    free.set(id, at.getTime() + own.length * minutes * 60_000 - STEP_MS / 2);
    return own.map(({ opportunity_id }) => ({ opportunity_id, lead_id: null, action: CALL, occurred_at: at }));
  });
  await meetSlaTimers(store, ACCOUNT, { items, at, actor: FLOW });
}

async function beat(store: Store, at: Date): Promise<void> {
  while ((await fireDueTimers(store, ACCOUNT, { at, limit: 500 })).fired === 500);
  await settleSlaNotices(store, ACCOUNT, { at, limit: 500 });
  await drainFreed(store, ACCOUNT, at);
}

async function sample(store: Store, at: Date): Promise<Sample> {
  return store.transaction(ACCOUNT, async (tx) => {
    const count = async (query: Promise<{ count: number }>): Promise<number> => Number((await query).count);
    const waiting = await count(tx.db.selectFrom('opportunities').select(({ fn }) => fn.countAll<number>().as('count')).where('waiting_role', 'is not', null).executeTakeFirstOrThrow());
    const breached = await count(tx.db.selectFrom('timers').select(({ fn }) => fn.countAll<number>().as('count')).where('status', '=', 'breached').where('met_at', 'is', null).executeTakeFirstOrThrow());
    return { at, waiting, breached };
  });
}
