/** The probabilistic matcher; docs/identity.md shows its shapes. */
export * from './dedupe-all';
export { clusterEdges, type Conflict, type Edges } from './cluster';
export { type FrozenModel, frozenModel, STANDARD_MODEL } from './frozen-model';
export * from './match-pairs';
export { at, type Field, type MatchRecord } from './match-record';
export { type MatchParameters, STANDARD_PARAMETERS } from './parameters';
export { estimateModel, type Prepared, prepare } from './prepare';
export { makeScorer, probability } from './scorer';
