import type { Blocks } from './build-blocks';
import type { Columns } from './columns';
import { forEachCandidate } from './for-each-candidate';
import type { Frequencies } from './frequencies';
import { at, FIELDS, MISSING, WIDTH } from './match-record';
import { type FieldParameters, type MatchParameters, STANDARD_PARAMETERS } from './parameters';
import { combine, makeScorer, priors, probability, type Scores, weightTables } from './scorer';

const SAMPLE_PAIRS = 400_000;
const RANDOM_PAIRS = 200_000;
const ROUNDS = 12;
/** The standard parameters count as much as this many matched, and random, pairs: in a small file they lead. */
const PRIOR_PAIRS = 60;
const PRIOR_RANDOM = 2_000;

/** Compared pairs kept for the rounds of estimation. */
interface Sample {
  count: number;
  readonly levels: Uint8Array;
  readonly shares: Float64Array;
  readonly rest: Float32Array;
  readonly agreeing: Uint16Array;
  /** Pairs of the whole base that one pair of the sample stands for. */
  weight: number;
}

/**
 * Fellegi–Sunter parameters from the base itself, without labels (expectation maximisation): shares among strangers from random
 * pairs; shares among matches from candidate pairs, each field only from pairs that another field brought together, so that
 * blocking does not flatter it. Starts from, and is drawn towards, `standard`. Same base, same answer.
 */
export function estimateParameters(columns: Columns, blocks: Blocks, frequencies: Frequencies, standard: MatchParameters = STANDARD_PARAMETERS): MatchParameters {
  let parameters = { ...standard, records: columns.size, fields: randomShares(columns, frequencies, standard) };
  if (columns.size < 2) return parameters;
  const sample = drawSample(columns, blocks, frequencies, parameters);
  for (let round = 0; round < ROUNDS; round += 1) parameters = improve(parameters, sample, columns.size, standard);
  return parameters;
}

/** Shares of the levels among strangers: pairs drawn evenly over the base, nearly all of them strangers. */
function randomShares(columns: Columns, frequencies: Frequencies, standard: MatchParameters): MatchParameters['fields'] {
  const scorer = makeScorer(columns, frequencies, standard);
  const counts = new Float64Array(FIELDS.length * WIDTH);
  const { size } = columns;
  const draws = Math.min(RANDOM_PAIRS, size * 20);
  let seed = 1;
  const draw = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) % size;
  for (let pair = 0; pair < draws; pair += 1) {
    const [i, j] = [draw(), draw()];
    if (i === j) continue;
    const { match } = scorer.score(i, j);
    if (match > 0) continue;
    for (let field = 0; field < FIELDS.length; field += 1) count(counts, field, at(scorer.levels, field), 1);
  }
  return mapFields(standard, (field, index) => ({ ...field, random: shares(counts, index, field.random, PRIOR_RANDOM) }));
}

function count(counts: Float64Array, field: number, level: number, weight: number): void {
  if (level !== MISSING) counts[field * WIDTH + level] = at(counts, field * WIDTH + level) + weight;
}

function shares(counts: Float64Array, field: number, prior: readonly number[], strength: number): number[] {
  const total = prior.reduce((sum, _, level) => sum + at(counts, field * WIDTH + level), strength);
  return prior.map((share, level) => (at(counts, field * WIDTH + level) + share * strength) / total);
}

function mapFields(parameters: MatchParameters, change: (field: FieldParameters, index: number) => FieldParameters): MatchParameters['fields'] {
  return Object.fromEntries(FIELDS.map((field, index) => [field, change(parameters.fields[field], index)])) as MatchParameters['fields'];
}

/** All candidate pairs of an even choice of records, up to SAMPLE_PAIRS. */
function drawSample(columns: Columns, blocks: Blocks, frequencies: Frequencies, parameters: MatchParameters): Sample {
  const sample: Sample = { count: 0, weight: 1, levels: new Uint8Array(SAMPLE_PAIRS * FIELDS.length), shares: new Float64Array(SAMPLE_PAIRS * FIELDS.length), rest: new Float32Array(SAMPLE_PAIRS), agreeing: new Uint16Array(SAMPLE_PAIRS) };
  const scorer = makeScorer(columns, frequencies, parameters);
  const { size } = columns;
  const stretch = Math.max(1, Math.min(size, 500));
  const step = firstStep(size, stretch);
  let visited = 0;
  for (let turn = 0; turn < step && sample.count < SAMPLE_PAIRS; turn += 1) {
    for (let start = turn * stretch; start < size && sample.count < SAMPLE_PAIRS; start += step * stretch) {
      const end = Math.min(size, start + stretch);
      forEachCandidate(blocks, size, [start, end], (i, j, agreeing) => {
        if (sample.count >= SAMPLE_PAIRS) return;
        scorer.score(i, j);
        sample.levels.set(scorer.levels, sample.count * FIELDS.length);
        sample.shares.set(scorer.shares, sample.count * FIELDS.length);
        sample.rest[sample.count] = scorer.rest();
        sample.agreeing[sample.count] = agreeing;
        sample.count += 1;
      });
      visited += end - start;
    }
  }
  sample.weight = size / Math.max(1, visited);
  return sample;
}

/** Large bases are sampled in stretches spread over the whole of it. */
function firstStep(size: number, stretch: number): number {
  return Math.max(1, Math.floor(size / stretch / 40));
}

function improve(parameters: MatchParameters, sample: Sample, size: number, standard: MatchParameters): MatchParameters {
  const [tables, prior] = [weightTables(parameters), priors(parameters, size)];
  const matched = new Float64Array(FIELDS.length * WIDTH);
  const scores: Scores = { match: 0, household: 0 };
  let [matches, related] = [0, 0];
  const width = FIELDS.length;
  for (let pair = 0; pair < sample.count; pair += 1) {
    const levels = sample.levels.subarray(pair * width, (pair + 1) * width);
    combine(levels, sample.shares.subarray(pair * width, (pair + 1) * width), at(sample.rest, pair), tables, prior, scores);
    const chance = probability(scores.match);
    matches += chance;
    related += probability(scores.household);
    if (chance < 0.01) continue;
    const agreeing = at(sample.agreeing, pair);
    for (let field = 0; field < width; field += 1) if (!((agreeing >> field) & 1)) count(matched, field, at(levels, field), chance);
  }
  const perRecord = (pairs: number, prior: number, most: number) => Math.min(most, Math.max(0.02, (2 * pairs * sample.weight + prior * (20 + size * 0.2)) / (size * 1.2 + 20)));
  return {
    ...parameters,
    matches_per_record: perRecord(matches, standard.matches_per_record, 20),
    related_per_record: perRecord(related, standard.related_per_record, 3),
    fields: mapFields(parameters, (field, index) => ({ ...field, match: bounded(shares(matched, index, standardMatch(standard, index), PRIOR_PAIRS), standardMatch(standard, index)) })),
  };
}

/** Estimation may not turn a field's meaning round: one person's values are mostly equal and never mostly different. */
function bounded(found: readonly number[], standard: readonly number[]): number[] {
  const last = found.length - 1;
  const most = 2.2 * (standard[last] ?? 0);
  const different = Math.min(found[last] ?? 0, most);
  const others = 1 - (found[last] ?? 0);
  return found.map((share, level) => (level === last ? different : (share / others) * (1 - different)));
}

function standardMatch(standard: MatchParameters, index: number): readonly number[] {
  const field = FIELDS[index];
  return field ? standard.fields[field].match : [];
}
