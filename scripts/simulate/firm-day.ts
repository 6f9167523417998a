/** The firm of the simulation: twelve setters of different weight and language, with lunch breaks; two managers. */
const DAY = (from: string, lunch: string, back: string, to: string) => [{ from, to: lunch }, { from: back, to }];
const week = (hours: { from: string; to: string }[]) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const EARLY = week(DAY('08:00', '11:30', '12:15', '17:00'));
const LATE = week(DAY('10:00', '13:30', '14:15', '19:00'));
const OFFICE = week(DAY('09:00', '12:00', '13:00', '18:00'));

export interface SimulatedRep {
  readonly id: string;
  readonly weight: number;
  readonly languages: readonly string[];
  /** Minutes a lead takes. */
  readonly minutes: number;
}

export const REPS: readonly SimulatedRep[] = [
  { id: 'ana', weight: 1.5, languages: ['en', 'es'], minutes: 1 },
  { id: 'bilal', weight: 1, languages: ['en', 'ar'], minutes: 1.5 },
  { id: 'chloe', weight: 1, languages: ['en', 'fr'], minutes: 1.5 },
  { id: 'diego', weight: 1.25, languages: ['en', 'es'], minutes: 1 },
  { id: 'elif', weight: 1, languages: ['en'], minutes: 1.5 },
  { id: 'farid', weight: 0.5, languages: ['en', 'fa'], minutes: 2 },
  { id: 'grace', weight: 1.5, languages: ['en'], minutes: 1 },
  { id: 'hiro', weight: 1, languages: ['en'], minutes: 1.5 },
  { id: 'ines', weight: 1, languages: ['en', 'fr'], minutes: 1.5 },
  { id: 'jonas', weight: 0.75, languages: ['en'], minutes: 1.75 },
  { id: 'kavya', weight: 1.25, languages: ['en', 'hi'], minutes: 1 },
  { id: 'liam', weight: 1, languages: ['en'], minutes: 1.5 },
];

/** Monday, 18 May 2026, is Victoria Day in Ontario: the simulation begins on its evening and ends on Tuesday evening. */
export const START = new Date('2026-05-18T18:00:00-04:00');
export const END = new Date('2026-05-19T18:00:00-04:00');
/** n8n is down: leads come in, nobody is routed, no clock is looked at. */
export const OUTAGE = { from: new Date('2026-05-19T10:30:00-04:00'), until: new Date('2026-05-19T11:30:00-04:00') };
export const ON_LEAVE = 'hiro';
export const LEADS = 2_000;

export const DOCUMENT = {
  firm: { name: 'Simulated firm', time_zone: 'America/Toronto', currency: 'CAD' },
  users: [
    ...REPS.map(({ id, weight, languages }, index) => ({
      id,
      name: id[0]!.toUpperCase() + id.slice(1),
      email: `${id}@firm.test`,
      role: 'setter',
      certified: true,
      weight,
      languages,
      manager_id: index % 2 === 0 ? 'max' : 'mia',
      working_hours: [EARLY, OFFICE, LATE][index % 3],
      pauses: id === ON_LEAVE ? [{ from: '2026-05-19', to: '2026-05-22', reason: 'vacation' }] : [],
    })),
    { id: 'max', name: 'Max', email: 'max@firm.test', role: 'manager' },
    { id: 'mia', name: 'Mia', email: 'mia@firm.test', role: 'manager' },
  ],
  routing: { outside_hours: 'wait', sticky_owner: false, default_caps: { max_open_opportunities: null, daily_sql_limit: null }, handling_minutes: 2 },
  sla: { calendars: [{ id: 'default', public_holidays: { country: 'CA', region: 'ON' } }] },
};

const LANGUAGES = ['en', 'en', 'en', 'en', 'en', 'en', 'es', 'fr', 'hi', 'ar'];
const BANDS = ['Hot', 'Warm', 'Warm', 'Hot', 'Warm'] as const;

export interface SimulatedLead {
  readonly at: Date;
  readonly language: string;
  readonly band: (typeof BANDS)[number];
}

/** Leads over the day: few at night, most around noon; drawn from a seed, so that two runs are the same. */
export function drawLeads(count: number, seed: number): SimulatedLead[] {
  const random = generator(seed);
  const span = END.getTime() - START.getTime();
  const drawn: SimulatedLead[] = [];
  while (drawn.length < count) {
    const at = new Date(START.getTime() + random() * span);
    const hour = (at.getUTCHours() + 20) % 24;
    if (random() > 0.25 + 0.75 * Math.exp(-(((hour - 13) / 5) ** 2))) continue;
    drawn.push({ at, language: LANGUAGES[Math.floor(random() * LANGUAGES.length)] ?? 'en', band: BANDS[Math.floor(random() * BANDS.length)] ?? 'Warm' });
  }
  return drawn.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Mulberry32. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
