import { type Column, type LabelledTable, type Random, randomFrom, sigmoid } from '../../engine/core/learning';

/** Leads with outcomes whose true probabilities are known. */
export interface GeneratedOutcomes extends LabelledTable {
  readonly truth: Float64Array;
}

export interface GeneratedOptions {
  readonly leads: number;
  readonly seed: number;
  /** 0 = no signal says anything about the outcome. */
  readonly strength?: number;
  /** Moves everybody's log-odds; more negative, fewer are won. */
  readonly base?: number;
}

interface Person {
  readonly wish: number;
  readonly means: number;
  readonly age: number;
}

const TIMELINES = ['0-30 days', '31-90 days', '3-6 months', '6+ months'];
const BUDGETS = ['Weak', 'Medium', 'Strong'];
const DOCUMENTS = ['Not Ready', 'Partial', 'Ready'];
const ENGAGEMENT = ['Low', 'Medium', 'High'];
const SOURCES = ['google', 'meta', 'website', 'whatsapp', 'referral'];
const START = Date.UTC(2025, 0, 1);
const HOUR = 3_600_000;

/**
 * A firm's leads: how much a person wants it and can pay shows in several signals at once, so that timeline, documents,
 * engagement and pages read say much the same (what naive Bayes counts several times). Age has its best years in the
 * middle; a lead in eight leaves an answer out. Leads come hour by hour.
 */
export function generatedOutcomes({ leads, seed, strength = 1, base = -1.1 }: GeneratedOptions): GeneratedOutcomes {
  const random = randomFrom(seed);
  const people = Array.from({ length: leads }, (): Person => ({ wish: normal(random), means: normal(random), age: 18 + Math.floor(45 * random()) }));
  const source = people.map(() => pick(SOURCES, random()));
  const truth = Float64Array.from(people, (person, row) => sigmoid(base + strength * effectOf(person, source[row] ?? '')));
  return { columns: columnsOf(people, source, random), labels: Uint8Array.from(truth, (probability) => (random() < probability ? 1 : 0)), times: Float64Array.from(people, (_, row) => START + row * HOUR), truth };
}

function effectOf({ wish, means, age }: Person, source: string): number {
  const bestYears = 0.9 - ((age - 32) / 14) ** 2;
  return 1.1 * wish + 0.7 * means + 0.6 * Math.max(-2.5, bestYears) + (source === 'referral' ? 0.9 : 0) - (source === 'meta' ? 0.4 : 0);
}

function columnsOf(people: readonly Person[], source: readonly string[], random: Random): Column[] {
  const noisy = (value: number) => value + 0.6 * normal(random);
  const shown = <T>(value: T): T | null => (random() < 0.125 ? null : value);
  const graded = (name: string, values: readonly string[], of: (person: Person) => number): Column => ({ kind: 'categorical', name, values: people.map((person) => shown(grade(values, noisy(of(person))))) });
  return [
    graded('timeline_bucket', [...TIMELINES].reverse(), ({ wish }) => wish),
    graded('doc_readiness', DOCUMENTS, ({ wish }) => wish),
    graded('engagement_level', ENGAGEMENT, ({ wish }) => wish),
    graded('urgency', ['Normal', 'High'], ({ wish }) => wish),
    graded('budget_signal', BUDGETS, ({ means }) => means),
    graded('fee_comfort', ['no', 'yes'], ({ means }) => means),
    { kind: 'numeric', name: 'pages_read', values: people.map(({ wish }) => Math.max(0, Math.round(4 + 2.5 * noisy(wish)))) },
    { kind: 'numeric', name: 'visits', values: people.map(({ wish }) => Math.max(1, Math.round(2 + noisy(wish)))) },
    { kind: 'numeric', name: 'messages_opened', values: people.map(({ wish }) => shown(Math.max(0, Math.round(3 + 2 * noisy(wish))))) },
    { kind: 'numeric', name: 'age', values: people.map(({ age }) => shown(age)) },
    { kind: 'categorical', name: 'source_channel', values: source },
    { kind: 'categorical', name: 'weekday', values: people.map(() => pick(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], random())) },
  ];
}

function grade(values: readonly string[], value: number): string {
  return pick(values, 0.5 + 0.5 * Math.tanh(value * 0.8));
}

function pick(values: readonly string[], share: number): string {
  return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? '';
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
