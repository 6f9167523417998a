import { sigmoid } from './fit-logistic';
import { effectsOf, type LearnedModel, predict, type SignalEffect } from './learned-model';
import type { SignalValues } from './table';

/** One reason for a learned score, told against the average lead. */
export interface LearnedReason extends SignalEffect {
  /** `source_channel is referral: 2.4 times the odds of the average lead` */
  readonly words: string;
}

export interface ExplainedPrediction {
  /** That the lead is won, 0-1. */
  readonly probability: number;
  /** Log-odds of the average lead. */
  readonly average: number;
  /** `average`, all reasons and `calibration` add up to the probability's log-odds exactly. */
  readonly reasons: readonly LearnedReason[];
  readonly calibration: number;
  readonly average_probability: number;
}

/** The probability with its reasons, the strongest first. */
export function explainPrediction(model: LearnedModel, values: SignalValues): ExplainedPrediction {
  const { probability, raw, calibrated } = predict(model, values);
  const reasons = effectsOf(model, values)
    .map((effect) => ({ ...effect, words: inWords(effect) }))
    .sort((left, right) => Math.abs(right.log_odds) - Math.abs(left.log_odds));
  return { probability, average: model.average, reasons, calibration: calibrated - raw, average_probability: sigmoid(model.average) };
}

function inWords({ signal, value, log_odds }: SignalEffect): string {
  const said = value === null ? `${signal} is not known` : `${signal} is ${value}`;
  const times = Math.exp(Math.abs(log_odds));
  if (times < 1.05) return `${said}: as good as the average lead`;
  return log_odds > 0 ? `${said}: ${factor(times)} times the odds of the average lead` : `${said}: the odds of the average lead divided by ${factor(times)}`;
}

function factor(times: number): string {
  return times >= 10 ? times.toFixed(0) : times.toFixed(1);
}
