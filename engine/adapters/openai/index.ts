export { openAiClassifier } from './openai-classifier';
export type { CallLimits, OpenAiAccess } from './openai-sdk';
