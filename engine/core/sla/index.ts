export { addBusinessTime, type BusinessCalendar, type BusinessHours, businessTime, isOpen, makeCalendar, nextOpening } from './calendar';
export { calendarOf } from './calendar-of';
export { type ClockAction, type ClockEffect, clockEffect } from './clock-effects';
export { type Clock, dueAt, elapsed, type PlannedTimer, planTimers, type TimerPlan } from './plan-timers';
export { SLA_PRESETS, type SlaPolicies } from './policies';
export { type CalendarSettings, slaSettings, type SlaSettings } from './settings';
export { OFFICE_HOURS, type WeekHours, weekHours } from './week-hours';
