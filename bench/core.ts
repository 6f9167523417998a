import { addBusinessTime, businessTime, makeCalendar } from '../engine/core/sla/calendar';
import { intakeSettings, normalizeLead, type SourceLead } from '../engine/core/lead';
import { enrichLead } from '../engine/core/enrichment';
import { assessLead } from '../engine/core/scoring';
import { inputWith, STRONG_ANSWERS } from '../test/core/scoring/sample-lead';
import { MIXED_LEADS } from './support/mixed-leads';
import { printTable } from './support/print-table';

const TOUCH = { click_ids: {}, platform: {} };
const LEAD: SourceLead = {
  source_channel: 'website',
  platform_lead_id: null,
  is_test: false,
  captured_at: new Date('2026-03-02T15:00:00Z'),
  fields: Object.entries({
    name: 'JAN VAN DER BERG',
    email: 'jan@gmial.com',
    phone: '416 555 0199',
    country: 'India',
    nationality: 'Indian',
    message: 'Hello, I would like to come to Canada and study there, please call me.',
    'Which program?': 'Study permit',
    consent: 'on',
  }).map(([label, value]) => ({ label, value })),
  first_touch: TOUCH,
  last_touch: TOUCH,
  consents: [],
  proof: {},
  geo_country: null,
  robot: { honeypot_filled: false, seconds_to_send: null, user_agent: null },
};

const OPEN = [{ from: '09:00', to: '12:30' }, { from: '13:30', to: '18:00' }];
const CALENDAR = makeCalendar({ time_zone: 'America/Toronto', hours: { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN, sat: [], sun: [] }, special_days: [{ date: '2026-05-18', hours: [] }] });
const FROM = new Date('2026-05-01T14:00:00Z');
const UNTIL = new Date('2026-05-31T14:00:00Z');

const settings = intakeSettings.parse({});
const MIXED = 'normalise a lead of a mixed list (scripts, damage, long texts)';
let turn = 0;
const nextMixed = () => MIXED_LEADS[(turn += 1) % MIXED_LEADS.length] ?? LEAD;
const ENRICHED = { ...normalizeLead(LEAD, settings).lead, request_country: 'IN', accept_language: 'en-IN,en' };
/** Leads a second and core that normalisation must reach, everything included. */
const GOAL = 5_000;

const assessed = inputWith({ answers: STRONG_ANSWERS });

/** What a decision costs; the yardstick is one round trip of the same lead through JSON, in the same run. */
const DECISIONS: Readonly<Record<string, () => unknown>> = {
  'JSON round trip of the lead (yardstick)': () => JSON.parse(JSON.stringify(LEAD)),
  'normalise a lead': () => normalizeLead(LEAD, settings),
  [MIXED]: () => normalizeLead(nextMixed(), settings),
  'enrich a lead, behind the event': () => enrichLead(ENRICHED),
  'classify and score a lead': () => assessLead(assessed),
  'business time of a 30-day span': () => businessTime(CALENDAR, FROM, UNTIL),
  'due date 30 business days on': () => addBusinessTime(CALENDAR, FROM, 30 * 8 * 3_600_000),
};

const ROUNDS = 12;
const CALLS = 400;

/** Microseconds of processor time a call; the best of several rounds, since other work on the machine is not its cost. */
function cost(decide: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    for (let call = 0; call < CALLS; call += 1) decide();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / CALLS;
  });
  return Math.min(...rounds);
}

/** Prints what the pure decisions cost on one core. @returns false when normalisation is slower than its goal */
export async function benchCore(): Promise<boolean> {
  const costs = Object.entries(DECISIONS).map(([name, decide]) => [name, cost(decide)] as const);
  const yardstick = costs[0]?.[1] ?? 1;
  const rows = costs.map(([name, micros]) => [name, micros.toFixed(1), Math.round(1e6 / micros), (micros / yardstick).toFixed(1)]);
  printTable(['decision', 'µs', 'a second', '× JSON'], rows);
  const slowest = Math.max(...costs.filter(([name]) => name.startsWith('normalise')).map(([, micros]) => micros));
  console.log(`Goal: ${GOAL} leads normalised a second on one core; the slower list gives ${Math.round(1e6 / slowest)}.`);
  return slowest <= 1e6 / GOAL;
}
