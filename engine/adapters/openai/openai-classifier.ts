import type OpenAI from 'openai';

import { type AiClassifier, answerJsonSchema, type AiQuestion, type AiReply, type AiUsage, readAnswer } from '../../core/scoring';
import { failureOf, TIMED_OUT } from './openai-errors';
import { type CallLimits, openAiClient, type OpenAiAccess } from './openai-sdk';

type Completion = OpenAI.Chat.Completions.ChatCompletion;

/**
 * SC-03: asks a model of an OpenAI-compatible API. Retries and time-outs are the SDK's; the answer is held to the
 * question's schema twice, by the provider and here.
 * @throws DomainError `AI_CREDENTIAL_INVALID`; afterwards every failure is a reply
 */
export function openAiClassifier(access: OpenAiAccess, limits: CallLimits): AiClassifier {
  const client = openAiClient(access, limits);
  return {
    model: access.model.trim(),
    classify: async (question) => {
      const calls = watchedCalls(client);
      const signal = AbortSignal.timeout(longestMs(limits));
      try {
        const completion = await calls.client.chat.completions.create(requestOf(question, access), { signal });
        return { ...readCompletion(completion, question), ...usageOf(completion), attempts: calls.made() };
      } catch (error) {
        const failure = calls.timedOut() || signal.aborted ? TIMED_OUT : failureOf(error);
        return { ok: false, ...failure, input_tokens: 0, output_tokens: 0, attempts: calls.made() };
      }
    },
  };
}

function requestOf(question: AiQuestion, { model, format }: OpenAiAccess): OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming {
  const schema = answerJsonSchema(question);
  const system = format === 'schema' ? question.system : `${question.system}\n\nJSON schema of the answer: ${JSON.stringify(schema)}`;
  return {
    model: model.trim(),
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: question.user },
    ],
    max_completion_tokens: question.max_output_tokens,
    temperature: 0,
    response_format: format === 'schema' ? { type: 'json_schema', json_schema: { name: 'lead_fields', strict: true, schema } } : { type: 'json_object' },
  };
}

type Reading = { ok: true; fields: Extract<AiReply, { ok: true }>['fields'] } | ({ ok: false } & ReturnType<typeof failureOf>);

function readCompletion(completion: Completion, question: AiQuestion): Reading {
  const choice = completion.choices?.[0];
  const refusal = choice?.message?.refusal;
  if (refusal) return { ok: false, code: 'AI_REFUSED', message: `the model refuses to answer: ${refusal.slice(0, 200)}`, transient: false };
  if (choice?.finish_reason === 'content_filter') return { ok: false, code: 'AI_REFUSED', message: 'the provider’s content filter stopped the answer', transient: false };
  if (choice?.finish_reason === 'length') return { ok: false, code: 'AI_CUT_OFF', message: `the answer is longer than ${question.max_output_tokens} tokens (scoring.ai.max_output_tokens)`, transient: false };
  const read = readAnswer(choice?.message?.content ?? '', question);
  return read.ok ? read : { ...read, transient: false };
}

function usageOf({ usage }: Completion): Pick<AiUsage, 'input_tokens' | 'output_tokens'> {
  return { input_tokens: usage?.prompt_tokens ?? 0, output_tokens: usage?.completion_tokens ?? 0 };
}

/** The SDK's time-out ends with the headers of an answer; this one ends with its body, and after every pause and further try. */
function longestMs({ timeout_seconds, retries }: CallLimits): number {
  return Math.ceil((timeout_seconds + PAUSE_SECONDS) * (retries + 1) * 1000);
}
const PAUSE_SECONDS = 8;

/** The same client, watched: the SDK tries again behind our back, and does not always say that time was up. */
function watchedCalls(client: OpenAI): { client: OpenAI; made: () => number; timedOut: () => boolean } {
  let made = 0;
  let timedOut = false;
  const watched = client.withOptions({
    fetch: async (url, init) => {
      made += 1;
      timedOut = false;
      try {
        return await fetch(url, init);
      } catch (error) {
        timedOut = init?.signal?.aborted === true;
        throw error;
      }
    },
  });
  return { client: watched, made: () => made, timedOut: () => timedOut };
}
