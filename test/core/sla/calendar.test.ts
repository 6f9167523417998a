import fc from 'fast-check';

import { addBusinessTime, businessTime, isOpen, makeCalendar, type BusinessHours } from '../../../engine/core/sla/calendar';
import { calendarOf } from '../../../engine/core/sla/calendar-of';
import { slaSettings } from '../../../engine/core/sla/settings';
import { minuteOfDay, WEEKDAYS, type OpenInterval, type WeekHours, weekHours } from '../../../engine/core/sla/week-hours';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLOSED: WeekHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
const office = (time_zone: string, intervals: OpenInterval[], special: BusinessHours['special_days'] = []): BusinessHours => ({
  time_zone,
  hours: { ...CLOSED, mon: intervals, tue: intervals, wed: intervals, thu: intervals, fri: intervals },
  special_days: special,
});
const at = (iso: string): Date => new Date(iso);

describe('business calendar', () => {
  const toronto = makeCalendar(office('America/Toronto', [{ from: '09:00', to: '12:30' }, { from: '13:30', to: '18:00' }]));

  it('SL-02: a lead of Friday evening is due on Monday morning', () => {
    expect(addBusinessTime(toronto, at('2026-05-08T19:15:00-04:00'), 30 * MINUTE)).toEqual(at('2026-05-11T09:30:00-04:00'));
  });

  it('SL-02: lunch does not count', () => {
    expect(addBusinessTime(toronto, at('2026-05-11T12:15:00-04:00'), 30 * MINUTE)).toEqual(at('2026-05-11T13:45:00-04:00'));
    expect(businessTime(toronto, at('2026-05-11T12:00:00-04:00'), at('2026-05-11T14:00:00-04:00'))).toBe(HOUR);
  });

  it('SL-02: the end of an interval is reached, not carried over to the next one', () => {
    expect(addBusinessTime(toronto, at('2026-05-11T12:00:00-04:00'), 30 * MINUTE)).toEqual(at('2026-05-11T12:30:00-04:00'));
  });

  it('SL-02: a holiday is closed and a short day keeps its own hours', () => {
    const calendar = makeCalendar(
      office('America/Toronto', [{ from: '09:00', to: '17:00' }], [
        { date: '2026-12-24', hours: [{ from: '09:00', to: '12:00' }] },
        { date: '2026-12-25', hours: [] },
      ]),
    );
    expect(addBusinessTime(calendar, at('2026-12-24T11:00:00-05:00'), 2 * HOUR)).toEqual(at('2026-12-28T10:00:00-05:00'));
  });

  it('SL-02: an hour that happens twice counts twice, an hour that never happens not at all', () => {
    const nights = makeCalendar({ time_zone: 'America/Toronto', hours: { ...CLOSED, sun: [{ from: '01:00', to: '04:00' }] }, special_days: [] });
    const sunday = (date: string): number => businessTime(nights, at(`${date}T00:00:00Z`), new Date(at(`${date}T00:00:00Z`).getTime() + 36 * HOUR));
    expect(sunday('2026-11-01')).toBe(4 * HOUR);
    expect(sunday('2026-03-08')).toBe(2 * HOUR);
    expect(sunday('2026-03-15')).toBe(3 * HOUR);
  });

  it('SL-02: public holidays of a country and region are closed, a day of the firm goes before them', () => {
    const settings = slaSettings.parse({ calendars: [{ id: 'default', public_holidays: { country: 'CA', region: 'ON', except: ['2026-05-18'] }, holidays: [{ date: '2026-02-16', name: 'Open all the same', hours: [{ from: '09:00', to: '12:00' }] }] }] });
    const calendar = calendarOf(settings, null, 'America/Toronto');
    expect(isOpen(calendar, at('2026-07-01T10:00:00-04:00'))).toBe(false);
    expect(isOpen(calendar, at('2026-02-16T10:00:00-05:00'))).toBe(true);
    expect(isOpen(calendar, at('2026-05-18T10:00:00-04:00'))).toBe(true);
    const quebec = calendarOf(slaSettings.parse({ calendars: [{ id: 'default', public_holidays: { country: 'CA', region: 'QC' } }] }), null, 'America/Toronto');
    expect([isOpen(quebec, at('2026-06-24T10:00:00-04:00')), isOpen(calendar, at('2026-06-24T10:00:00-04:00'))]).toEqual([false, true]);
  });

  it.each([
    [{ country: 'CA', region: 'XX' }, "'XX' is no region of CA; there are: AB, BC, MB"],
    [{ country: 'ZZ' }, "no public holidays are known for 'ZZ'; there are:"],
    [{ country: 'SG', region: 'SG' }, 'SG has no regions with holidays of their own'],
  ])('SL-02: %j is refused with what there is', (public_holidays, sentence) => {
    expect(() => slaSettings.parse({ calendars: [{ id: 'default', public_holidays }] })).toThrow(sentence);
  });

  it("SL-02: an owner's own hours and leave count where the policy says so", () => {
    const settings = slaSettings.parse({});
    const owner = { id: 'kim', time_zone: 'America/Vancouver', working_hours: weekHours.parse({ mon: [{ from: '08:00', to: '12:00' }], tue: [{ from: '08:00', to: '12:00' }], wed: [{ from: '08:00', to: '12:00' }] }), pauses: [{ from: '2026-05-12', to: '2026-05-12', reason: 'leave' }] };
    const calendar = calendarOf(settings, null, 'America/Toronto', owner);
    expect(addBusinessTime(calendar, at('2026-05-11T11:00:00-07:00'), 2 * HOUR)).toEqual(at('2026-05-13T09:00:00-07:00'));
  });

  it('SL-02: a calendar that never opens says so instead of searching for ever', () => {
    const shut = makeCalendar({ time_zone: 'UTC', hours: CLOSED, special_days: [] });
    expect(() => addBusinessTime(shut, at('2026-05-08T00:00:00Z'), MINUTE)).toThrow(/does not pass within five years/);
    expect(businessTime(shut, at('2026-05-08T00:00:00Z'), at('2027-05-08T00:00:00Z'))).toBe(0);
  });

  it('SL-02: a clock that went back gives negative time, not an error', () => {
    expect(businessTime(toronto, at('2026-05-11T11:00:00-04:00'), at('2026-05-11T10:00:00-04:00'))).toBe(-HOUR);
  });
});

/** Zones with changes at different hours, half-hour changes, changes at midnight, skipped dates and none at all. */
const ZONES = ['America/Toronto', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/Sao_Paulo', 'America/Asuncion', 'Africa/Cairo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Apia', 'America/St_Johns', 'UTC'];

const intervals = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((sorted) => Array.from({ length: Math.floor(sorted.length / 2) }, (_, pair) => ({ from: clock(sorted[2 * pair]!), to: clock(sorted[2 * pair + 1]!) })));

function clock(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

/** Starts near the zone's changes as often as elsewhere: changes are rare, and where the mistakes are. */
const CHANGES = ['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-04-04T15:00Z', '2026-02-15T02:00Z', '2026-03-22T02:00Z', '2018-11-04T03:00Z', '2019-02-17T02:00Z', '2024-03-24T03:00Z', '2011-12-30T10:00Z', '2010-11-07T02:31Z', '2026-04-23T22:00Z'];
const start = fc
  .oneof(
    fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -72 * 60, max: 24 * 60 })).map(([change, minutes]) => Date.parse(change) + minutes * MINUTE),
    fc.integer({ min: Date.UTC(2010, 0, 1) / MINUTE, max: Date.UTC(2030, 0, 1) / MINUTE }).map((minutes) => minutes * MINUTE),
  )
  .map((time) => new Date(time));

const randomCalendar = fc.record({
  time_zone: fc.constantFrom(...ZONES),
  hours: fc.record({ mon: intervals, tue: intervals, wed: intervals, thu: intervals, fri: intervals, sat: intervals, sun: intervals }),
});

/** Days around the span that are holidays or have hours of their own. */
const specialOffsets = fc.uniqueArray(fc.record({ offset: fc.integer({ min: -2, max: 7 }), hours: intervals }), { maxLength: 3, selector: ({ offset }) => offset });

/** Public holidays and leave around the span, as offsets of days. */
const closedOffsets = fc.record({ holidays: fc.uniqueArray(fc.integer({ min: -2, max: 7 }), { maxLength: 2 }), leave: fc.option(fc.tuple(fc.integer({ min: -2, max: 5 }), fc.integer({ min: 0, max: 3 })), { freq: 3 }) });

/** Local date, weekday and minute of the day by Intl: slow, and independent of the arithmetic under test. */
function localTime(format: Intl.DateTimeFormat, time: number): { date: string; weekday: string; minute: number } {
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: parts['weekday']!.toLowerCase(),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

/** Walks minute by minute. Inside a quarter of an hour without a change of clocks Intl is asked twice only. */
function* openMinutes(hours: BusinessHours, from: Date): Generator<boolean> {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: hours.time_zone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  for (let quarter = Math.floor(from.getTime() / (15 * MINUTE)) * 15 * MINUTE; ; quarter += 15 * MINUTE) {
    const first = localTime(format, quarter);
    const plain = localTime(format, quarter + 14 * MINUTE).minute === first.minute + 14;
    for (let step = 0; step < 15; step += 1) {
      const time = quarter + step * MINUTE;
      if (time < from.getTime()) continue;
      const { date, weekday, minute } = plain ? { ...first, minute: first.minute + step } : localTime(format, time);
      const special = hours.special_days.find((day) => day.date === date);
      const onLeave = hours.closed?.some((leave) => leave.from <= date && date <= leave.to!);
      const holiday = hours.holidaysOf?.(Number(date.slice(0, 4))).includes(Date.parse(date) / (24 * HOUR));
      const open = onLeave ? [] : (special?.hours ?? (holiday ? [] : hours.hours[WEEKDAYS.find((name) => name === weekday)!]));
      yield open.some(({ from: opens, to }) => minuteOfDay(opens) <= minute && minute < minuteOfDay(to));
    }
  }
}

const RUNS = Number(process.env['SLA_PROPERTY_RUNS'] ?? 1_000);

describe('business calendar against a minute-by-minute walk', () => {
  it('SL-02: elapsed time, due date and openness agree on random calendars and spans, clock changes included', () => {
    fc.assert(
      fc.property(randomCalendar, start, specialOffsets, closedOffsets, fc.integer({ min: 1, max: 4 * 24 * 60 }), (random, from, offsets, shut, minutes) => {
        const date = (offset: number): string => new Date(from.getTime() + offset * 24 * HOUR).toISOString().slice(0, 10);
        const special_days = offsets.map(({ offset, hours }) => ({ date: date(offset), hours }));
        const days = shut.holidays.map((offset) => Date.parse(date(offset)) / (24 * HOUR));
        const holidaysOf = (year: number): number[] => days.filter((day) => new Date(day * 24 * HOUR).getUTCFullYear() === year);
        const closed = shut.leave ? [{ from: date(shut.leave[0]), to: date(shut.leave[0] + shut.leave[1]) }] : [];
        const hours = { ...random, special_days, holidaysOf, closed };
        const calendar = makeCalendar(hours);
        let open = 0;
        let step = 0;
        for (const isOpenNow of openMinutes(hours, from)) {
          if (step === 0) expect(isOpen(calendar, from)).toBe(isOpenNow);
          if (isOpenNow) {
            open += 1;
            if (open % 37 === 1) expect(addBusinessTime(calendar, from, open * MINUTE)).toEqual(new Date(from.getTime() + (step + 1) * MINUTE));
          }
          step += 1;
          if (step === minutes) break;
        }
        expect(businessTime(calendar, from, new Date(from.getTime() + minutes * MINUTE))).toBe(open * MINUTE);
      }),
      { numRuns: RUNS },
    );
  });
});
