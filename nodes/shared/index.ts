export { ACCOUNT_CREDENTIAL, accountConfig, openAccount, type OpenAccount } from './account';
export { userActor, workflowActor } from './actor';
export { type Batch, type Outcome, runBatch, toJson, toNodeError } from './batch';
