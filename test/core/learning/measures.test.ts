import { aucOf, brierOf, calibrationErrorOf, driftOf, learnModel, leakageSuspects, logLossOf, meanInterval, metricIntervals, reliabilityTable, takeTable, watchBands, type BandMonth } from '../../../engine/core/learning';
import { calibrate, calibrated } from '../../../engine/core/learning/calibrate';
import { logit, sigmoid } from '../../../engine/core/learning/fit-logistic';
import { makeFolds } from '../../../engine/core/learning/folds';
import { randomFrom } from '../../../engine/core/learning/random';
import { generatedOutcomes } from '../../support/generated-outcomes';

const judged = (pairs: [number, 0 | 1][]) => ({ probabilities: Float64Array.from(pairs, ([probability]) => probability), labels: Uint8Array.from(pairs, ([, label]) => label) });

describe('metrics', () => {
  it('SC-09: AUC is the share of rightly ordered pairs, ties half', () => {
    expect(aucOf(judged([[0.9, 1], [0.8, 0], [0.7, 1], [0.1, 0]]))).toBe(0.75);
    expect(aucOf(judged([[0.5, 1], [0.5, 0], [0.5, 0]]))).toBe(0.5);
  });

  it('SC-09: log loss, Brier score and calibration error are those of the textbook', () => {
    const two = judged([[0.8, 1], [0.4, 0]]);
    expect(logLossOf(two)).toBeCloseTo((-Math.log(0.8) - Math.log(0.6)) / 2, 12);
    expect(brierOf(two)).toBeCloseTo((0.04 + 0.16) / 2, 12);
    const group = judged(Array.from({ length: 100 }, (_, row): [number, 0 | 1] => [0.3, row < 50 ? 1 : 0]));
    expect(reliabilityTable(group)).toEqual([{ from: 0.3, to: 0.3, leads: 100, predicted: expect.closeTo(0.3), observed: 0.5 }]);
    expect(calibrationErrorOf(group)).toBeCloseTo(0.2, 10);
  });

  it('SC-09: the bootstrap interval of a mean covers it about 19 times in 20', () => {
    const covered = Array.from({ length: 100 }, (_, seed) => {
      const random = randomFrom(seed);
      const { low, high } = meanInterval(Float64Array.from({ length: 200 }, () => random()), { seed, resamples: 200 });
      return low <= 0.5 && 0.5 <= high;
    });
    const share = covered.filter(Boolean).length;
    expect(share).toBeGreaterThanOrEqual(88);
    expect(share).toBeLessThan(100);
  });

  it('SC-09: the same seed gives the same intervals', () => {
    const one = judged(Array.from({ length: 60 }, (_, row): [number, 0 | 1] => [row / 60, row % 3 === 0 ? 1 : 0]));
    expect(metricIntervals(one, { seed: 4, resamples: 50 })).toEqual(metricIntervals(one, { seed: 4, resamples: 50 }));
  });
});

describe('makeFolds', () => {
  it('SC-09: with times no fold learns from a lead that came after one it predicts', () => {
    const { labels, times } = generatedOutcomes({ leads: 300, seed: 1 });
    const order = { labels, times: times!.map((_, row) => times![(row * 7) % 300] ?? 0) };
    for (const { train, test } of makeFolds(order, 4, 1)) {
      expect(Math.max(...train.map((row) => order.times[row]!))).toBeLessThan(Math.min(...test.map((row) => order.times[row]!)));
    }
  });

  it('SC-09: without times every lead is predicted once, with its share of won leads in each fold', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, row) => (row < 20 ? 1 : 0));
    const folds = makeFolds({ labels, times: null }, 5, 1);
    expect(folds.flatMap(({ test }) => test).sort((left, right) => left - right)).toEqual(Array.from({ length: 100 }, (_, row) => row));
    expect(folds.map(({ test }) => test.filter((row) => labels[row]).length)).toEqual([4, 4, 4, 4, 4]);
  });
});

describe('calibrate', () => {
  const overconfident = (leads: number) => {
    const random = randomFrom(9);
    const logits = Float64Array.from({ length: leads }, () => 6 * random() - 3);
    return { logits, labels: Uint8Array.from(logits, (raw) => (random() < sigmoid(raw / 2 - 0.5) ? 1 : 0)) };
  };

  it('SC-09: a small sample gets a line in log-odds, near the true one', () => {
    const how = calibrate(overconfident(1000));
    expect(how.kind).toBe('platt');
    expect(sigmoid(calibrated(how, 2))).toBeCloseTo(sigmoid(0.5), 1);
  });

  it('SC-09: a large sample gets rising steps that never turn an order round', () => {
    const how = calibrate(overconfident(8000));
    expect(how.kind).toBe('isotonic');
    const values = Array.from({ length: 80 }, (_, step) => calibrated(how, -4 + step / 10));
    expect(values).toEqual([...values].sort((left, right) => left - right));
    expect(calibrated(how, 2)).toBeCloseTo(0.5, 0);
    expect(Math.abs(sigmoid(calibrated(how, 0)) - sigmoid(-0.5))).toBeLessThan(0.06);
  });

  it('SC-09: a model that orders leads the wrong way round ends at the base rate', () => {
    const { logits, labels } = overconfident(2000);
    const how = calibrate({ logits: logits.map((raw) => -raw), labels });
    expect(sigmoid(calibrated(how, 3))).toBeCloseTo(sigmoid(calibrated(how, -3)), 6);
    expect(sigmoid(calibrated(how, 0))).toBeCloseTo(labels.reduce((sum, label) => sum + label, 0) / labels.length, 2);
    expect(logit(0.5)).toBe(0);
  });
});

describe('leakageSuspects', () => {
  const table = generatedOutcomes({ leads: 2000, seed: 8 });
  it('SC-09: names a column that was filled in after the outcome, and why; honest ones it leaves alone', () => {
    const tags = { kind: 'categorical' as const, name: 'notes', values: Array.from(table.labels, (label, row) => (label && row % 2 ? 'will come back' : null)) };
    expect(leakageSuspects([...table.columns, tags], table.labels)).toEqual([expect.objectContaining({ column: 'notes', why: expect.stringContaining("with 'will come back'") })]);
  });

  it('SC-09: a column of many values gets no credit for knowing the lead itself', () => {
    const random = randomFrom(1);
    const city = { kind: 'categorical' as const, name: 'city', values: Array.from(table.labels, () => `city ${Math.floor(200 * random())}`) };
    expect(leakageSuspects([city], table.labels)).toEqual([]);
  });
});

describe('driftOf', () => {
  const table = generatedOutcomes({ leads: 2000, seed: 12 });
  const model = learnModel(table, { seed: 1 });
  const rows = Array.from({ length: 500 }, (_, index) => index);

  it('SC-09: leads of the same kind are stable', () => {
    expect(driftOf(model, generatedOutcomes({ leads: 500, seed: 13 }).columns).every(({ verdict }) => verdict === 'stable')).toBe(true);
  });

  it('SC-09: a source that takes over is named with its shares before and now', () => {
    const recent = takeTable(table, rows).columns.map((column) => (column.name === 'source_channel' && column.kind === 'categorical' ? { ...column, values: column.values.map((value, row) => (row % 5 === 0 ? value : 'meta')) } : column));
    const [first, ...others] = driftOf(model, recent);
    expect(first).toMatchObject({ signal: 'source_channel', verdict: 'drifted', most_changed: { value: 'meta', before: expect.closeTo(0.2, 1), now: expect.closeTo(0.84, 1) } });
    expect(others.some(({ verdict }) => verdict === 'drifted')).toBe(false);
  });
});

describe('watchBands', () => {
  const months = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02'];
  const steady: BandMonth[] = months.flatMap((month) => [
    { month, band: 'Hot' as const, leads: 60, won: 24 },
    { month, band: 'Warm' as const, leads: 100, won: 15 },
    { month, band: 'Cold' as const, leads: 200, won: 6 },
  ]);
  const with_ = (...march: Omit<BandMonth, 'month'>[]) => watchBands([...steady, ...march.map((row) => ({ month: '2026-03', ...row }))]);

  it('SC-09: a steady firm raises no alarm, nor does a month of a few leads', () => {
    expect(with_({ band: 'Hot', leads: 60, won: 22 }, { band: 'Warm', leads: 100, won: 14 }, { band: 'Cold', leads: 200, won: 7 })).toEqual([]);
    expect(with_({ band: 'Hot', leads: 12, won: 0 })).toEqual([]);
    expect(watchBands([])).toEqual([]);
  });

  it('SC-09: a Hot band that takes in more leads and converts less is inflated', () => {
    expect(with_({ band: 'Hot', leads: 200, won: 36 }, { band: 'Warm', leads: 90, won: 13 }, { band: 'Cold', leads: 70, won: 2 })).toEqual([
      { kind: 'band_grows_and_converts_less', band: 'Hot', sentence: expect.stringMatching(/^Hot leads of 2026-03 convert at 18 % \(36 of 200\), before at 40 % \(144 of 360\); the band takes in 56 % of the leads, before 17 %/) },
    ]);
  });

  it('SC-09: bands that convert in the wrong order are named', () => {
    const wrong = steady.map((row) => (row.band === 'Cold' ? { ...row, won: 60 } : row));
    expect(watchBands(wrong)).toEqual([{ kind: 'bands_out_of_order', band: 'Warm', sentence: expect.stringContaining('the score does not order them') }]);
  });
});
