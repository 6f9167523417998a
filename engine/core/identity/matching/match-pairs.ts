import { type Columns, makeColumns } from './columns';
import { bitsOf, type MatchOptions } from './dedupe-all';
import { forEachCandidate } from './for-each-candidate';
import { frequenciesOf } from './frequencies';
import { STANDARD_MODEL } from './frozen-model';
import { at, type Field, FIELDS, LEVELS, type MatchRecord, MISSING } from './match-record';
import { estimateModel, prepare } from './prepare';
import { makeScorer, probability, type Scorer } from './scorer';

/** What speaks for and against two records being one person. */
export interface PairEvidence {
  /** Probability that they are one person, 0 … 1. */
  readonly probability: number;
  /** Probability that they are two persons of one household or clients of one agent. */
  readonly related: number;
  /** The level of every field that both records have, in words. */
  readonly fields: Readonly<Partial<Record<Field, string>>>;
}

export interface MatchedPair extends PairEvidence {
  readonly left: string;
  readonly right: string;
}

/** All pairs whose probability of being one person reaches `threshold` (default 0.5), with their evidence; likeliest first. */
export function matchPairs(records: readonly MatchRecord[], { model, threshold = 0.5 }: MatchOptions = {}): MatchedPair[] {
  const prepared = prepare(records);
  const { columns, blocks, frequencies } = prepared;
  const scorer = makeScorer(columns, frequencies, (model ?? estimateModel(prepared)).parameters);
  const least = bitsOf(threshold);
  const found: MatchedPair[] = [];
  forEachCandidate(blocks, columns.size, [0, columns.size], (i, j) => {
    const { match, household } = scorer.score(i, j);
    if (match >= least) found.push({ left: columns.ids[i] ?? '', right: columns.ids[j] ?? '', ...evidenceOf(scorer, match, household) });
  });
  return found.sort((one, other) => other.probability - one.probability || (one.left + one.right < other.left + other.right ? -1 : 1));
}

/** Reads the evidence of the pair that was scored last. */
function evidenceOf(scorer: Scorer, match: number, household: number): PairEvidence {
  const fields: Partial<Record<Field, string>> = {};
  for (const [index, field] of FIELDS.entries()) {
    const level = at(scorer.levels, index);
    if (level !== MISSING) fields[field] = LEVELS[field][level] ?? '';
  }
  return { probability: probability(match), related: probability(household), fields };
}

/** Probabilities from which a lead is its prospect without a question, and from which it is worth one. */
export const AUTOMATIC = 0.98;
export const WORTH_A_QUESTION = 0.5;

export interface ResolveOptions extends MatchOptions {
  /** Records of the whole base, of which `known` are the candidates; default: as many as are known. */
  readonly base_size?: number;
}

export interface ResolvedCandidate extends PairEvidence {
  readonly id: string;
}

export interface ResolvedRecord {
  /** existing: one known record is this person. review: one may be, or several are. new: nobody is. */
  readonly outcome: 'existing' | 'review' | 'new';
  /** The known record, for `existing`. */
  readonly id: string | null;
  /** Everybody who may be the person, likeliest first. */
  readonly candidates: readonly ResolvedCandidate[];
  /** Ids of those who share a phone, mailbox or address with it and are somebody else. */
  readonly related: readonly string[];
}

/** Decides who of the `known` records a record is, with frozen parameters (the standard ones until there are better). Independent of the order of `known`. */
export function resolve(record: MatchRecord, known: readonly MatchRecord[], options: ResolveOptions = {}): ResolvedRecord {
  const scored = scoreAgainst(record, known, options);
  const candidates = scored.filter((one) => one.probability >= WORTH_A_QUESTION);
  const related = scored.filter((one) => one.related >= 0.5).map(({ id }) => id);
  const sure = candidates.filter((one) => one.probability >= (options.threshold ?? AUTOMATIC));
  if (candidates.length === 0) return { outcome: 'new', id: null, candidates, related };
  const [only] = sure;
  return sure.length === 1 && only ? { outcome: 'existing', id: only.id, candidates, related } : { outcome: 'review', id: null, candidates, related };
}

/** How one record fits each of the others, likeliest first. */
export function scoreAgainst(record: MatchRecord, known: readonly MatchRecord[], { model = STANDARD_MODEL, base_size }: ResolveOptions = {}): ResolvedCandidate[] {
  const columns: Columns = makeColumns([record, ...known]);
  const size = Math.max(base_size ?? 0, model.parameters.records, known.length + 1);
  const scorer = makeScorer(columns, frequenciesOf(columns.values, { size, known: model.frequencies }), model.parameters, size);
  const scored = known.map(({ id }, index) => {
    const { match, household } = scorer.score(0, index + 1);
    return { id, ...evidenceOf(scorer, match, household) };
  });
  return scored.sort((one, other) => other.probability - one.probability || (one.id < other.id ? -1 : 1));
}
