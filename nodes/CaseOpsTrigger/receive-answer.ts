import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readAnswer, type ReceivedMessage, verifyAnswer } from '../../engine/adapters/ops';
import { applyOpsAnswer, type AppliedAnswer } from '../../engine/commands/apply-ops-answer';
import { attempt } from '../../engine/commands/result';
import { openAccount, toJson } from '../shared';
import { opsAccess } from '../shared/ops-access';
import { header, headersToKeep, rawBody, refuse } from '../shared/webhook';

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-type', 'user-agent'];

/** Verifies and applies one answer. The ops system sees at once whether it counted: 200, or why not. */
export async function receiveAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const received_at = new Date();
  const body = await rawBody(context);
  const message = messageOf(context, body, received_at);
  const { secrets } = await opsAccess(context);
  const verified = attempt(() => verifyAnswer(message, secrets));
  if (!verified.ok) return refuse(context, { status: 401, error: verified.error.code, message: verified.error.message });
  const read = attempt(() => readAnswer(body));
  if (!read.ok) return refuse(context, { status: 422, error: read.error.code, message: read.error.message, problems: read.error.problems });
  const { store, accountId } = await openAccount(context);
  const received = { answer: read.value, webhook_id: String(message.id), body, content_type: header(context, 'content-type'), headers: headersToKeep(context, HEADERS), received_at };
  const applied = await applyOpsAnswer(store, accountId, received);
  if (applied.ok) return answerTo(applied);
  // Sending the same again cannot mend it: 409 says so, with every reason.
  return refuse(context, { status: 409, error: applied.error.code, message: applied.error.message, problems: applied.error.problems });
}

function messageOf(context: IWebhookFunctions, body: Buffer, received_at: Date): ReceivedMessage {
  return { id: header(context, 'webhook-id'), timestamp: header(context, 'webhook-timestamp'), signature: header(context, 'webhook-signature'), body, received_at };
}

/** The workflow starts for what changed something; the same answer again is a plain 200. */
function answerTo({ ok: _ok, ...applied }: AppliedAnswer & { ok: true }): IWebhookResponseData {
  const { outcome, changed, case_open_status, payload_version } = applied;
  const webhookResponse = { outcome, changed, case_open_status, payload_version };
  if (!changed) return { webhookResponse };
  const item: INodeExecutionData = { json: toJson(applied) };
  return { webhookResponse, workflowData: outcome === 'confirmed' ? [[item], []] : [[], [item]] };
}
