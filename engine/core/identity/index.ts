export * from './combine-consents';
export * from './compare-names';
export * from './decide-identity';
export * from './identifiers';
export * from './plan-merge';
export * from './plan-unmerge';
export * from './survive-prospect';
export {
  MATCH_RULES,
  type Candidate,
  type Evidence,
  type MatchRule,
  type WeighedCandidate,
} from './weigh-candidate';
export * from './matching';
