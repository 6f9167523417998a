import type OpenAI from 'openai';

import { DomainError } from '../../core/errors';

/** Where the model is and what it is called, from the credential. */
export interface OpenAiAccess {
  readonly apiKey: string;
  /** `https://api.openai.com/v1`, or any server that speaks the same API. */
  readonly baseUrl: string;
  readonly model: string;
  /** schema: held to a JSON schema; object: any JSON document, for servers that know no schemas. */
  readonly format: 'schema' | 'object';
}

export interface CallLimits {
  readonly timeout_seconds: number;
  readonly retries: number;
}

/** Loaded on first use: a start of n8n must not pay for it. */
function loadOpenAi(): typeof OpenAI {
  const { OpenAI: Client } = require('openai') as typeof import('openai');
  return Client;
}

/** A client of an OpenAI-compatible API. @throws DomainError `AI_CREDENTIAL_INVALID` with every mistake */
export function openAiClient({ apiKey, baseUrl, model }: OpenAiAccess, { timeout_seconds, retries }: CallLimits): OpenAI {
  const gaps = [
    ...(apiKey.trim() ? [] : [{ field: 'apiKey', message: 'missing: paste a key of the AI provider' }]),
    ...(isHttp(baseUrl) ? [] : [{ field: 'baseUrl', message: `'${baseUrl}' must be a URL such as https://api.openai.com/v1` }]),
    ...(model.trim() ? [] : [{ field: 'model', message: 'missing: name a model of the provider, such as gpt-4.1-mini' }]),
  ];
  if (gaps.length > 0) throw new DomainError('AI_CREDENTIAL_INVALID', `The AI credential has mistakes: ${gaps.map(({ field, message }) => `${field} ${message}`).join('; ')}`, gaps);
  const Client = loadOpenAi();
  return new Client({ apiKey: apiKey.trim(), baseURL: baseUrl.trim().replace(/\/+$/, ''), timeout: timeout_seconds * 1000, maxRetries: retries });
}

function isHttp(url: string): boolean {
  return URL.canParse(url.trim()) && /^https?:$/.test(new URL(url.trim()).protocol);
}
