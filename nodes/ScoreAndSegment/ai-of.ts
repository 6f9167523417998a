import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { openAiClassifier } from '../../engine/adapters/openai';
import { attempt } from '../../engine/commands/result';
import { parseOrThrow } from '../../engine/core/parse';
import type { AiClassifier } from '../../engine/core/scoring';
import { aiSwitch } from '../../engine/queries/ai-usage';
import { type OpenAccount, toNodeError } from '../shared';

const credential = z.object({ apiKey: z.string().default(''), baseUrl: z.string().default(''), model: z.string().default(''), format: z.enum(['schema', 'object']).default('schema') });

/** While the firm has the AI switched off no credential is needed and nobody is asked. */
const NOBODY: AiClassifier = {
  model: 'none',
  classify: async () => ({ ok: false, code: 'AI_NOT_ALLOWED', message: 'the AI is switched off', transient: false, input_tokens: 0, output_tokens: 0, attempts: 0 }),
};

/** The model of the node's credential, with the limits of the firm's settings. @throws NodeOperationError */
export async function aiOf(context: IExecuteFunctions, { store, accountId }: OpenAccount, at: Date): Promise<AiClassifier> {
  const { enabled, timeout_seconds, retries } = await aiSwitch(store, accountId, at);
  if (!enabled) return NOBODY;
  const data = await context.getCredentials('salesOsAiApi');
  const made = attempt(() => openAiClassifier(parseOrThrow(credential, data, 'AI_CREDENTIAL_INVALID', 'The AI credential'), { timeout_seconds, retries }));
  if (made.ok) return made.value;
  throw toNodeError(context.getNode(), made.error);
}
