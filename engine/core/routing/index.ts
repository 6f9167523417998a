export { type AssignmentReason, chooseOwner, type RoutingDecision } from './choose-owner';
export { describeDecision } from './describe-decision';
export { chooseFairly, type Contender, type FairChoice } from './fair-share';
export { EXCLUSIONS, type Exclusion, judgeRep, type Verdict } from './judge-rep';
export { STAGES_ON_DESK } from './open-stages';
export { capWindows, NO_LOAD, type Rep, type RepCaps, type RepLoad, type RepPause, repsAt, type RepSources, withLead } from './rep';
export type { RoutingRequest } from './routing-request';
export { routingSettings, type RoutingSettings } from './settings';
export { type FirmUser, firmUser, OWNER_ROLES, type OwnerRole, usersSettings } from './users';
