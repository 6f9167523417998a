export { type ComposedMessage, composeMessage, type ComposeRequest } from './compose-message';
export { type InboundMessage, laterStatus, MESSAGE_STATUSES, type MessageStatus, type StatusReport } from './inbound-message';
export { type Block, type BlockCode, BLOCKS, judgeSend, type KnownConsent, type RecipientFacts, type SendDecision, type SendRequest } from './judge-send';
export { type Keyword, keywordOf } from './keywords';
export { type KnownSender, placeMessage, type Placement, type RecentEnquiry, type SenderFacts } from './place-message';
export { type FlowState, type FlowStep, type FlowTurn, NEW_FLOW, nextStep } from './question-flow';
export { MESSAGE_CHANNELS, type MessageChannel, type MessageTemplate, type MessagingSettings, messagingSettings } from './settings';
