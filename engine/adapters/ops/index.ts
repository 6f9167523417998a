export { accessGaps, type OpsAccess, opsChannel } from './ops-channel';
export { readAnswer, verifyAnswer } from './read-answer';
export { type ReceivedMessage, signMessage, usableSecrets } from './webhook-signature';
