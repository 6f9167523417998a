import type { Classification, SourceChannel } from '../model';
import { isMissing, numberOf } from './read-columns';
import type { LearningSettings } from './settings';
import type { Column, SignalValues } from './table';

/** What the learned score reads of a lead: how it came and how it was classified when its opportunity opened. */
export interface LeadForLearning {
  readonly classification: Classification;
  readonly source_channel: SourceChannel;
  readonly language: string | null;
  readonly spam_score: number;
  readonly captured_at: Date;
  readonly answers: Readonly<Record<string, string>>;
}

/** Signals whose values are numbers; all others are words. */
const NUMERIC = new Set(['spam_score', 'answers_given', 'hour']);

/** The named signals of a lead, and the firm's own ones. Nationality, like residence, is left to the firm's own signals: it must not decide by default. */
export function leadSignals(lead: LeadForLearning, timeZone: string, custom: LearningSettings['custom_signals']): SignalValues {
  const { residence_country: _residence, citizenship_country: _citizenship, eligibility_confidence: _eligibility, ...fields } = lead.classification;
  const known = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, typeof value === 'boolean' ? String(value) : value]));
  return {
    ...known,
    source_channel: lead.source_channel,
    language: lead.language,
    spam_score: lead.spam_score,
    answers_given: Object.values(lead.answers).filter((answer) => !isMissing(answer)).length,
    ...localTime(lead.captured_at, timeZone),
    ...Object.fromEntries(custom.map(({ name, question, kind }) => [name, ownSignal(lead.answers, question, kind)])),
  };
}

/** The leads' signals as columns. */
export function signalColumns(leads: readonly SignalValues[], custom: LearningSettings['custom_signals']): Column[] {
  const numbers = new Set([...NUMERIC, ...custom.filter(({ kind }) => kind === 'number').map(({ name }) => name)]);
  const names = Object.keys(leads[0] ?? {});
  return names.map((name): Column => {
    const values = leads.map((lead) => lead[name] ?? null);
    return numbers.has(name)
      ? { kind: 'numeric', name, values: values.map((value) => (value === null ? null : Number(value))) }
      : { kind: 'categorical', name, values: values.map((value) => (value === null ? null : String(value))) };
  });
}

/** What all leads share teaches nothing. */
export function withoutConstants(columns: readonly Column[]): Column[] {
  return columns.filter(({ values }) => new Set<string | number | null>(values).size > 1);
}

function ownSignal(answers: LeadForLearning['answers'], question: string, kind: 'text' | 'number'): string | number | null {
  const wanted = question.trim().toLowerCase();
  const answer = Object.entries(answers).find(([asked]) => asked.trim().toLowerCase() === wanted)?.[1];
  if (answer === undefined || isMissing(answer)) return null;
  return kind === 'number' ? numberOf(answer) : answer.trim().toLowerCase();
}

function localTime(at: Date, timeZone: string): { weekday: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', hour: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: part('weekday'), hour: Number(part('hour')) };
}
