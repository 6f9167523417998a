import { createHash } from 'node:crypto';


import { type AiField, type AiQuestion, type AiSettings, gapsOf, questionOf, readsLikeInstructions } from '../../core/scoring';
import { currentSettings, json, lockKeys, newId, type Tx } from '../../store';
import { assessStoredLead } from '../scoring/assess-stored-lead';
import { type LeadToScore, loadLeadsToScore } from '../scoring/lead-to-score';
import { loadPersonFacts, type PersonFacts } from '../scoring/load-person-facts';
import { knownAnswers, type KnownAnswers, type ReusableAnswer } from './known-answers';
import { budgetMicros, mostMicros } from './price';
import { abandonOld, spentMicros } from './spending';

/** A question to put to the model; its row is stored as pending. */
export interface Planned {
  readonly id: string;
  readonly lead_id: string;
  readonly question: AiQuestion;
}

/** Why a lead needs no question now. */
export type NotAsked = 'off' | 'unknown_lead' | 'no_gaps' | 'nothing_to_read' | 'known' | 'reused' | 'in_progress' | 'gave_up' | 'budget_spent';

export interface Plan {
  readonly ai: AiSettings;
  readonly questions: readonly Planned[];
  readonly not_asked: ReadonlyMap<string, NotAsked>;
}

/** The same question failing this often for reasons of its own is not asked again. */
const MOST_FAILURES = 3;

/** SC-03: decides lead by lead whether the model is asked, within the budget, and reserves what each answer may cost. */
export async function planQuestions(tx: Tx, ids: readonly string[], model: string, at: Date): Promise<Plan> {
  const { settings } = await currentSettings(tx, at);
  const { ai } = settings.scoring;
  if (!ai.enabled) return { ai, questions: [], not_asked: new Map(ids.map((id) => [id, 'off'])) };
  await lockKeys(tx, ['ai-budget']);
  await abandonOld(tx, at, ai);
  const leads = await loadLeadsToScore(tx, ids);
  const facts = await loadPersonFacts(tx, [...new Set([...leads.values()].flatMap(({ prospect_id }) => prospect_id ?? []))]);
  const asked = ids.map((id) => ({ id, ...askable(leads.get(id), facts) }));
  const wanted = asked.flatMap(({ id, lead, person }): Wanted[] => {
    if (!lead || !person) return [];
    const { classification } = assessStoredLead({ ...lead, ai: null }, person, settings, at);
    const gaps = gapsOf(classification, lead.overrides, settings.scoring);
    const question = questionOf(lead.stored, gaps, settings.scoring);
    return [{ id, gaps, question, hash: question ? hashOf(question, model) : '', text: textOf(lead) }];
  });
  const known = await knownAnswers(tx, wanted.flatMap(({ hash }) => (hash === '' ? [] : [hash])), ids);
  const spent = await spentMicros(tx, at, settings.firm.time_zone);
  return decideAll(tx, { ids, wanted, known, spent, ai, model, at });
}

function askable(lead: LeadToScore | undefined, facts: ReadonlyMap<string, PersonFacts>) {
  return { lead, person: lead?.prospect_id ? facts.get(lead.prospect_id) : undefined };
}

interface Wanted {
  readonly id: string;
  readonly gaps: readonly AiField[];
  readonly question: AiQuestion | null;
  readonly hash: string;
  readonly text: string;
}
interface Decision {
  readonly ids: readonly string[];
  readonly wanted: readonly Wanted[];
  readonly known: KnownAnswers;
  readonly spent: { readonly day: number; readonly month: number };
  readonly ai: AiSettings;
  readonly model: string;
  readonly at: Date;
}

async function decideAll(tx: Tx, { ids, wanted, known, spent, ai, model, at }: Decision): Promise<Plan> {
  const not_asked = new Map<string, NotAsked>();
  const questions: Planned[] = [];
  const rows: ReturnType<typeof rowOf>[] = [];
  const byId = new Map(wanted.map((one) => [one.id, one]));
  let reserved = 0;
  for (const id of ids) {
    const one = byId.get(id);
    const reason = one ? reasonNotTo(one, known) : 'unknown_lead';
    const cost = one?.question ? mostMicros(ai, one.question) : 0;
    const isOver = spent.day + reserved + cost > budgetMicros(ai.daily_budget_minor) || spent.month + reserved + cost > budgetMicros(ai.monthly_budget_minor);
    if (!one?.question || reason) not_asked.set(id, reason ?? 'nothing_to_read');
    const earlier = one ? known.reusable.get(one.hash) : undefined;
    if (one && earlier && reason === 'reused') rows.push(rowOf(tx, one, { model, at, cost: 0, reused: earlier }));
    if (!one?.question || reason) continue;
    const row = rowOf(tx, one, { model, at, cost: isOver ? 0 : cost, over: isOver });
    rows.push(row);
    if (isOver) not_asked.set(id, 'budget_spent');
    else {
      reserved += cost;
      questions.push({ id: row.id, lead_id: id, question: one.question });
    }
  }
  if (rows.length > 0) await tx.db.insertInto('ai_classifications').values(rows).execute();
  return { ai, questions, not_asked };
}

function reasonNotTo({ id, gaps, question, hash }: Wanted, known: KnownAnswers): NotAsked | null {
  if (gaps.length === 0) return 'no_gaps';
  if (!question) return 'nothing_to_read';
  if (covers(known.answered.get(`${id} ${hash}`), gaps)) return 'known';
  if (known.pending.has(`${id} ${hash}`)) return 'in_progress';
  if ((known.failures.get(`${id} ${hash}`) ?? 0) >= MOST_FAILURES) return 'gave_up';
  return covers(known.reusable.get(hash)?.fields, gaps) ? 'reused' : null;
}

function covers(fields: Readonly<Record<string, unknown>> | undefined, gaps: readonly AiField[]): boolean {
  return fields !== undefined && gaps.every((gap) => gap in fields);
}

interface RowFacts {
  readonly model: string;
  readonly at: Date;
  readonly cost: number;
  readonly over?: boolean;
  readonly reused?: ReusableAnswer;
}

function rowOf(tx: Tx, { id, hash, question, text }: Wanted, { model, at, cost, over = false, reused }: RowFacts) {
  return {
    id: newId(),
    account_id: tx.accountId,
    lead_id: id,
    question_sha256: hash,
    prompt_version: question?.prompt_version ?? '',
    model,
    status: reused ? ('answered' as const) : over ? ('failed' as const) : ('pending' as const),
    reused_from: reused?.id ?? null,
    fields: json(reused?.fields ?? {}),
    suspicious: reused?.suspicious ?? readsLikeInstructions(text),
    failure_code: over ? 'AI_BUDGET_SPENT' : null,
    failure: over ? 'the budget of the day or month is spent (scoring.ai.daily_budget_minor, monthly_budget_minor)' : null,
    cost_micros: cost,
    asked_at: at,
    answered_at: reused || over ? at : null,
  };
}

function textOf({ stored }: LeadToScore): string {
  return [stored.message ?? '', ...Object.entries(stored.answers).flat()].join('\n');
}

function hashOf(question: AiQuestion, model: string): string {
  return createHash('sha256').update(JSON.stringify([model, question.content])).digest('hex');
}

