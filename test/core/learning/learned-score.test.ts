import fc from 'fast-check';

import { explainPrediction, learnedModel, learnModel, predict, predictColumns, rowValues, sigmoid, takeTable, trainLearnedScore } from '../../../engine/core/learning';
import { fitLogistic, logit } from '../../../engine/core/learning/fit-logistic';
import { sparseRows } from '../../../engine/core/learning/sparse-rows';
import { naiveBayes } from '../../../bench/support/naive-bayes';
import { aucOf, calibrationErrorOf, differenceInterval } from '../../../engine/core/learning';
import { generatedOutcomes } from '../../support/generated-outcomes';

const NEEDED = { seed: 1, min_outcomes: 100, min_each: 20 };
const table = generatedOutcomes({ leads: 900, seed: 5 });

describe('fitLogistic', () => {
  it('SC-09: finds the weight and intercept that a yes-or-no signal has in closed form', () => {
    // 30 of 40 won with the signal, 10 of 60 without it.
    const labels = Uint8Array.from({ length: 100 }, (_, row) => (row < 30 || (row >= 40 && row < 50) ? 1 : 0));
    const matrix = sparseRows(1, 100, (row) => (row < 40 ? [{ feature: 0, value: 1 }] : []));
    const fit = fitLogistic({ matrix, labels, strength: 1e-9 });
    expect(fit.intercept).toBeCloseTo(logit(10 / 60), 6);
    expect(fit.weights[0]).toBeCloseTo(logit(30 / 40) - logit(10 / 60), 6);
  });

  it('SC-09: stays finite where a signal tells the outcomes apart without exception', () => {
    const labels = Uint8Array.from({ length: 40 }, (_, row) => (row < 20 ? 1 : 0));
    const matrix = sparseRows(1, 40, (row) => (row < 20 ? [{ feature: 0, value: 1 }] : []));
    const { weights, intercept } = fitLogistic({ matrix, labels, strength: 1 });
    expect(sigmoid(intercept + weights[0]!)).toBeGreaterThan(0.8);
    expect(Number.isFinite(weights[0]!)).toBe(true);
  });
});

describe('trainLearnedScore', () => {
  it('SC-09: the same leads and seed give the same model and report, and the model survives being stored', () => {
    const [first, again] = [trainLearnedScore(table, NEEDED), trainLearnedScore(table, NEEDED)];
    expect(again).toEqual(first);
    expect(learnedModel.parse(JSON.parse(JSON.stringify(first.model)))).toEqual(first.model);
    expect(first.report).toMatchObject({ leads: 900, shown: true, calibration: 'platt', validation: { method: 'rolling forward in time' } });
    expect(first.report.validation!.reliability).toHaveLength(10);
  });

  it('SC-09: says nothing about leads whose signals say nothing', () => {
    const { report, model } = trainLearnedScore(generatedOutcomes({ leads: 600, seed: 2, strength: 0 }), NEEDED);
    expect(report).toMatchObject({ shown: false, why: expect.stringContaining('Not surely better than the base rate') });
    expect(model).not.toBeNull();
  });

  it('SC-09: learns nothing from fewer than 100 outcomes or 20 of one kind, and says what is missing', () => {
    expect(trainLearnedScore(generatedOutcomes({ leads: 99, seed: 1 }), NEEDED)).toMatchObject({ model: null, report: { shown: false, why: expect.stringMatching(/Too few outcomes: 99 known/) } });
    const few = trainLearnedScore(generatedOutcomes({ leads: 400, seed: 1, base: -6 }), NEEDED);
    expect(few).toMatchObject({ model: null, report: { why: expect.stringMatching(/400 known \(\d+ won, \d+ lost\), needed are 100 with 20 of each/) } });
  });

  it('SC-09: judges time-ordered leads by what came after those it learned from', () => {
    // What the first half says is turned round in the second: only a look ahead could do well there.
    const turned = { ...table, labels: table.labels.map((label, row) => (row < 450 ? label : 1 - label)) };
    expect(trainLearnedScore(turned, NEEDED).report).toMatchObject({ shown: false });
  });
});

describe('learnModel', () => {
  const heldOut = 3000;
  const all = generatedOutcomes({ leads: 1000 + heldOut, seed: 11 });
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
  const train = takeTable(all, rows(0, 1000));
  const test = takeTable(all, rows(1000, 1000 + heldOut));
  const model = learnModel(train, { seed: 1 });
  const learned = { probabilities: predictColumns(model, test.columns, heldOut), labels: test.labels };

  it('SC-09: from 1,000 outcomes its probabilities are off by at most 0.05 on 3,000 leads it had not seen', () => {
    expect(calibrationErrorOf(learned)).toBeLessThanOrEqual(0.05);
  });

  it('SC-09: orders leads with correlated signals better than naive Bayes, beyond the interval', () => {
    const naive = { probabilities: naiveBayes(train)(test.columns, heldOut), labels: test.labels };
    expect(differenceInterval(learned, naive, aucOf, { seed: 1, resamples: 200 }).low).toBeGreaterThan(0);
  });

  it('SC-09: a lead of which nothing is known gets a probability all the same', () => {
    expect(predict(model, {}).probability).toBeGreaterThan(0.02);
    expect(predict(model, { timeline_bucket: 'never heard of', age: 100_000 }).probability).toBeLessThan(0.98);
  });

  it('SC-09: an effect may rise and fall: the best years of age lie in the middle', () => {
    const large = learnModel(all, { seed: 1 });
    const at = (age: number) => predict(large, { age }).probability;
    expect(at(32)).toBeGreaterThan(at(18));
    expect(at(32)).toBeGreaterThan(at(60));
  });

  it('SC-09: average, reasons and calibration add up to the log-odds of the probability, for any lead', () => {
    const value = (name: string) => fc.constantFrom<(string | number | null)[]>(...new Set<string | number | null>(all.columns.find((column) => column.name === name)!.values), null, 'unheard-of');
    const lead = fc.record(Object.fromEntries(all.columns.map(({ name }) => [name, value(name)])));
    fc.assert(
      fc.property(lead, (values) => {
        const { probability, average, reasons, calibration } = explainPrediction(model, values);
        const sum = reasons.reduce((total, { log_odds }) => total + log_odds, average + calibration);
        expect(sum).toBeCloseTo(logit(probability), 6);
      }),
    );
  });

  it('SC-09: tells reasons in words against the average lead, the strongest first', () => {
    const { reasons } = explainPrediction(model, { ...rowValues(all.columns, 0), timeline_bucket: '0-30 days', source_channel: 'referral' });
    expect(reasons.map(({ words }) => words)).toContainEqual(expect.stringMatching(/^source_channel is referral: [\d.]+ times the odds of the average lead$/));
    const strengths = reasons.map(({ log_odds }) => Math.abs(log_odds));
    expect(strengths).toEqual([...strengths].sort((left, right) => right - left));
  });
});

describe('pairs of signals', () => {
  it('SC-09: takes two signals together when together they say what neither says alone', () => {
    const plain = generatedOutcomes({ leads: 4000, seed: 3, strength: 0, base: 0 });
    const [left, right] = [plain.columns.find(({ name }) => name === 'engagement_level')!, plain.columns.find(({ name }) => name === 'budget_signal')!];
    const same = (row: number) => (left.values[row] === 'High') === (right.values[row] === 'Strong');
    const labels = plain.labels.map((label, row) => (row % 4 === 0 ? label : Number(same(row))));
    const model = learnModel({ ...plain, labels }, { seed: 1 });
    expect(model.signals.flatMap(({ pair }) => (pair ? [pair] : []))).toContainEqual(['engagement_level', 'budget_signal']);
    expect(predict(model, { engagement_level: 'High', budget_signal: 'Strong' }).probability).toBeGreaterThan(predict(model, { engagement_level: 'High', budget_signal: 'Weak' }).probability + 0.3);
  });

  it('SC-09: takes none where signals only add up', () => {
    expect(learnModel(generatedOutcomes({ leads: 4000, seed: 4 }), { seed: 1 }).signals.filter(({ pair }) => pair)).toEqual([]);
  });
});
