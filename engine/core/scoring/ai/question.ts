import { BUDGET_SIGNALS, type Classification, COMPLEXITY_TIERS, DOC_READINESS, type NormalizedLead, RISK_LEVELS, TIMELINE_BUCKETS } from '../../model';
import type { Overrides } from '../classify-input';
import type { ScoringSettings } from '../settings';
import { PROMPTS, type PromptVersion } from './prompts';
import type { AiField } from './settings';

/** What a field may be: a closed list, or any ISO country code. */
export type AllowedValues = readonly (string | boolean)[] | 'country';

/** One lead's gaps as they are put to a model; the same question always reads the same. */
export interface AiQuestion {
  readonly prompt_version: PromptVersion;
  readonly system: string;
  /** JSON: the lead's words are values in it, never part of the instructions. */
  readonly user: string;
  readonly fields: Readonly<Partial<Record<AiField, AllowedValues>>>;
  readonly max_output_tokens: number;
  /** The words, the prompt and what any field may be: an answer holds for every question with the same content. */
  readonly content: string;
}

type Words = Pick<NormalizedLead, 'message' | 'answers'>;

/** Fields that rules and people left empty. */
export function gapsOf(classification: Classification, overrides: Overrides, { ai }: ScoringSettings): AiField[] {
  return ai.fields.filter((field) => classification[field] === null && overrides[field] === undefined);
}

/** The question for these gaps; null when the lead wrote nothing. */
export function questionOf({ message, answers }: Words, gaps: readonly AiField[], settings: ScoringSettings): AiQuestion | null {
  const { ai } = settings;
  const said = cut({ message, answers }, ai.max_text_length);
  if (gaps.length === 0 || (said.message === null && Object.keys(said.answers).length === 0)) return null;
  const fields = Object.fromEntries(gaps.map((field) => [field, allowedOf(field, settings)]));
  const content = JSON.stringify([ai.prompt, said, ai.fields.map((field) => [field, shown(field, settings)])]);
  const user = JSON.stringify({ fields: Object.fromEntries(gaps.map((field) => [field, shown(field, settings)])), lead: said });
  return { prompt_version: ai.prompt, system: PROMPTS[ai.prompt], user, fields, max_output_tokens: ai.max_output_tokens, content };
}

function allowedOf(field: AiField, { intents }: ScoringSettings): AllowedValues {
  if (field === 'intent_family') return intents.families;
  if (field === 'program_family') return [...intents.programs.map(({ name }) => name), 'Mixed'];
  return FIXED[field];
}

const FIXED: Readonly<Record<Exclude<AiField, 'intent_family' | 'program_family'>, AllowedValues>> = {
  timeline_bucket: TIMELINE_BUCKETS,
  budget_signal: BUDGET_SIGNALS,
  doc_readiness: DOC_READINESS,
  prior_refusals: [true, false],
  residence_country: 'country',
  citizenship_country: 'country',
  complexity_tier: COMPLEXITY_TIERS,
  urgency: ['High', 'Normal'],
  no_show_risk: RISK_LEVELS,
};

function shown(field: AiField, settings: ScoringSettings): AllowedValues | string {
  const allowed = allowedOf(field, settings);
  return allowed === 'country' ? 'ISO 3166-1 alpha-2 code' : allowed;
}

/** The words of the lead up to a length, the message first. */
function cut({ message, answers }: Words, length: number): { message: string | null; answers: Record<string, string> } {
  const text = message?.trim().slice(0, length) || null;
  let left = length - (text?.length ?? 0);
  const kept: [string, string][] = [];
  for (const [question, answer] of Object.entries(answers)) {
    if (left <= 0 || answer.trim() === '') continue;
    kept.push([question.slice(0, 200), answer.trim().slice(0, left)]);
    left -= question.length + answer.length;
  }
  return { message: text, answers: Object.fromEntries(kept) };
}
