import { DomainError } from '../core/errors';
import { type Actor, recordId } from '../core/model';
import type { AiClassifier, AiDoubt, AiReply } from '../core/scoring';
import { json, type Store } from '../store';
import { costMicros } from './ai/price';
import { type NotAsked, type Plan, type Planned, planQuestions } from './ai/plan-questions';
import { mapLimited } from './payments/map-limited';
import { failed, type Result } from './result';
import { type ScoredLead, scoreLeads } from './score-leads';

export interface FillGapsInput {
  readonly lead_ids: readonly string[];
  readonly classifier: AiClassifier;
  /** The moment; answers that come later are dated by it. */
  readonly now: () => Date;
  readonly actor: Actor;
}

/** What became of the AI's part for one lead. */
export interface AiOutcome {
  /** answered and failed: the model was asked now; the others say why it was not. */
  readonly status: 'answered' | 'failed' | NotAsked;
  readonly model: string;
  /** Fields whose value is the AI's. */
  readonly filled: readonly string[];
  readonly doubts: readonly AiDoubt[];
  readonly failure_code: string | null;
  readonly failure: string | null;
  readonly attempts: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Millionths of the currency of scoring.ai.prices. */
  readonly cost_micros: number;
}

export interface FilledLead extends ScoredLead {
  readonly ai: AiOutcome;
}

interface Asked {
  readonly reply: AiReply;
  readonly cost_micros: number;
}

const CHUNK = 100;

/**
 * SC-03 (P5.3): asks the AI about the fields that the rules left empty, keeps every answer and failure with its cost, and scores
 * the leads again. Fails per lead with `AI_UNAVAILABLE` when the line is at fault, so that the event comes again; any other
 * failure leaves the rules' result standing and is shown in `ai`. No transaction is open while the model thinks.
 */
export async function fillGaps(store: Store, accountId: string, { lead_ids, classifier, now, actor }: FillGapsInput): Promise<Result<FilledLead>[]> {
  const ids = [...new Set(lead_ids)].filter((id) => recordId.safeParse(id).success);
  const asked = new Map<string, Asked>();
  const not_asked = new Map<string, NotAsked>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const plan = await store.transaction(accountId, (tx) => planQuestions(tx, ids.slice(start, start + CHUNK), classifier.model, now()));
    plan.not_asked.forEach((reason, id) => not_asked.set(id, reason));
    await askAll(store, accountId, plan, classifier, now, asked);
  }
  const scored = await scoreLeads(store, accountId, { lead_ids, at: now(), actor });
  return scored.map((result, index) => {
    const id = lead_ids[index] ?? '';
    return result.ok ? filledLead(result, asked.get(id), not_asked.get(id) ?? 'unknown_lead', classifier.model) : result;
  });
}

/** Each answer is stored as it comes: what was paid for is not lost when n8n dies. */
async function askAll(store: Store, accountId: string, { questions, ai }: Plan, classifier: AiClassifier, now: () => Date, asked: Map<string, Asked>): Promise<void> {
  await mapLimited(questions, ai.concurrency, async (planned) => {
    const reply = await classifier.classify(planned.question);
    const cost_micros = costMicros(ai, reply);
    await storeReply(store, accountId, planned, reply, cost_micros, now());
    asked.set(planned.lead_id, { reply, cost_micros });
  });
}

async function storeReply(store: Store, accountId: string, { id }: Planned, reply: AiReply, cost_micros: number, at: Date): Promise<void> {
  const { attempts, input_tokens, output_tokens } = reply;
  const said = reply.ok
    ? { status: 'answered' as const, fields: json({ ...reply.fields }), failure_code: null, failure: null }
    : { status: 'failed' as const, failure_code: reply.code, failure: reply.message };
  await store.transaction(accountId, ({ db }) =>
    db.updateTable('ai_classifications').set({ ...said, attempts, input_tokens, output_tokens, cost_micros, answered_at: at }).where('account_id', '=', accountId).where('id', '=', id).execute(),
  );
}

function filledLead(lead: { ok: true } & ScoredLead, asked: Asked | undefined, reason: NotAsked, model: string): Result<FilledLead> {
  const { reply } = asked ?? {};
  if (reply && !reply.ok && reply.transient) {
    return failed(new DomainError('AI_UNAVAILABLE', `Lead ${lead.lead_id} keeps what the rules say; the AI could not be asked: ${reply.message}`));
  }
  const failure = reply && !reply.ok ? reply : null;
  const ai: AiOutcome = {
    status: reply ? (reply.ok ? 'answered' : 'failed') : reason,
    model,
    filled: Object.entries(lead.provenance).flatMap(([field, origin]) => (origin.source === 'ai' ? [field] : [])),
    doubts: lead.ai_doubts,
    failure_code: failure?.code ?? null,
    failure: failure?.message ?? null,
    attempts: reply?.attempts ?? 0,
    input_tokens: reply?.input_tokens ?? 0,
    output_tokens: reply?.output_tokens ?? 0,
    cost_micros: asked?.cost_micros ?? 0,
  };
  return { ...lead, ai };
}

