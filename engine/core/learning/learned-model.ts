import { z } from 'zod';

import { calibrated, calibration } from './calibrate';
import { encoding, type Encoding, binLabel, binOf } from './encoding';
import { encodeValue } from './encode';
import { sigmoid } from './fit-logistic';
import type { SignalValues } from './table';

/** A signal with its weights; two signals taken together are one more, whose values are pairs of bins. */
const modelSignal = z.object({
  encoding,
  /** null = a signal of the lead itself. */
  pair: z.tuple([z.string(), z.string()]).nullable(),
  weights: z.array(z.number()),
  /** Of the training leads: an effect is told against the average lead. */
  means: z.array(z.number()),
});
export type ModelSignal = z.infer<typeof modelSignal>;

/** Everything a prediction needs, as it is stored. */
export const learnedModel = z.object({
  format: z.literal(1),
  /** Log-odds of the average training lead before calibration. */
  average: z.number(),
  signals: z.array(modelSignal),
  calibration,
  strength: z.number().positive(),
  leads: z.number().int(),
  won: z.number().int(),
});
export type LearnedModel = z.infer<typeof learnedModel>;

/** What one signal adds to the average lead's log-odds; 0 when nothing like it was learned from. */
export interface SignalEffect {
  readonly signal: string;
  readonly value: string | number | null;
  readonly log_odds: number;
}

export interface Prediction {
  readonly probability: number;
  /** Before calibration: `average` plus all effects. */
  readonly raw: number;
  /** After it; its sigmoid is the probability. */
  readonly calibrated: number;
}

type ValueOf = (signal: string) => string | number | null | undefined;

export function predict(model: LearnedModel, values: SignalValues): Prediction {
  return predictFrom(model, (signal) => values[signal]);
}

export function predictFrom(model: LearnedModel, valueOf: ValueOf): Prediction {
  const known = encodingsByName(model);
  const raw = model.signals.reduce((sum, signal) => sum + effectOf(signal, valueIn(signal, known, valueOf)), model.average);
  const honest = calibrated(model.calibration, raw);
  return { probability: sigmoid(honest), raw, calibrated: honest };
}

/** One effect a signal, in the model's order; `average` plus their sum is the raw log-odds exactly. */
export function effectsOf(model: LearnedModel, values: SignalValues): SignalEffect[] {
  const known = encodingsByName(model);
  return model.signals.map((signal) => {
    const value = valueIn(signal, known, (name) => values[name]);
    return { signal: signal.encoding.name, value: value ?? null, log_odds: effectOf(signal, value) };
  });
}

function effectOf({ encoding: how, weights, means }: ModelSignal, value: string | number | null | undefined): number {
  const entries = encodeValue(how, value);
  if (!entries) return 0;
  const own = entries.reduce((sum, entry) => sum + (weights[entry.feature] ?? 0) * entry.value, 0);
  return own - weights.reduce((sum, weight, feature) => sum + weight * (means[feature] ?? 0), 0);
}

function valueIn({ encoding: how, pair }: ModelSignal, known: ReadonlyMap<string, Encoding>, valueOf: ValueOf): string | number | null | undefined {
  return pair ? pairValue(known.get(pair[0]), known.get(pair[1]), valueOf(pair[0]), valueOf(pair[1])) : valueOf(how.name);
}

/** Two signals' bins as one value. */
export function pairValue(first: Encoding | undefined, second: Encoding | undefined, one: ReturnType<ValueOf>, other: ReturnType<ValueOf>): string | null {
  if (!first || !second) return null;
  return `${binLabel(first, binOf(first, one))} & ${binLabel(second, binOf(second, other))}`;
}

const indexes = new WeakMap<LearnedModel, Map<string, Encoding>>();

function encodingsByName(model: LearnedModel): Map<string, Encoding> {
  let index = indexes.get(model);
  if (!index) {
    index = new Map(model.signals.flatMap((signal) => (signal.pair ? [] : [[signal.encoding.name, signal.encoding] as const])));
    indexes.set(model, index);
  }
  return index;
}
