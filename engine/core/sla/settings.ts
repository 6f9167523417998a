import { z } from 'zod';

import { timeZone } from '../model/fields';
import { SLA_PRESETS, slaPolicies } from './policies';
import { publicHolidays } from './public-holidays';
import { dayHours, localDate, OFFICE_HOURS, weekHours } from './week-hours';

const calendarId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'must be 1-63 characters of a-z, 0-9, - and _');

/** A day with hours of its own; none = closed (a holiday). */
const specialDay = z.object({ date: localDate, name: z.string().trim().min(1, 'must say what day it is'), hours: dayHours.default([]) }).strict();

const businessCalendar = z
  .object({
    id: calendarId,
    /** null = the firm's zone. */
    time_zone: timeZone.nullable().default(null),
    hours: weekHours.default(OFFICE_HOURS),
    /** Days of the firm: closed, or with hours of their own. They go before the public holidays. */
    holidays: z.array(specialDay).default([]),
    /** Public holidays of a country or one of its regions; null = none. */
    public_holidays: publicHolidays.nullable().default(null),
  })
  .strict();

const PRESET_NAMES = ['playbook', 'speed_to_call'] as const;

const fields = z
  .object({
    preset: z.enum(PRESET_NAMES).default('playbook'),
    default_calendar: calendarId.default('default'),
    calendars: z.array(businessCalendar).min(1, 'needs at least one calendar').default([{ id: 'default' }]),
    policies: slaPolicies,
    /** After an outage, and when one person would get too many notices at once, they get one digest. */
    notices: z
      .object({
        digest_after_minutes: z.number().min(1, 'must be at least 1').default(5),
        digest_above: z.number().int().min(1, 'must be at least 1').default(5),
      })
      .strict()
      .default({}),
    /** Coaching is flagged on a pattern, not on one miss. */
    coaching: z
      .object({ misses: z.number().int().min(2, 'must be at least 2: one miss is no pattern').default(3), days: z.number().int().min(1).max(90).default(14) })
      .strict()
      .default({}),
  })
  .strict();

/** SLA policies and business calendars: `settings.sla`. */
export const slaSettings = z.preprocess(withPreset, fields).default({});
export type SlaSettings = z.output<typeof slaSettings>;
export type CalendarSettings = SlaSettings['calendars'][number];

/** Puts the preset's targets under what the document says itself. */
function withPreset(document: unknown): unknown {
  if (!isObject(document)) return document;
  const preset = PRESET_NAMES.find((name) => name === document['preset']);
  return preset ? { ...document, policies: merge(SLA_PRESETS[preset], document['policies'] ?? {}) } : document;
}

/** Objects are merged key by key; lists and plain values of `over` replace those of `base`. */
function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over ?? base;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(keys.map((key) => [key, key in over ? merge(base[key], over[key]) : base[key]]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
