import type { Classification, Provenance } from '../../model';
import type { FieldValue } from '../statement';
import type { ScoringSettings } from '../settings';
import type { AiFields } from './answer';
import type { AiField } from './settings';

/** An answer of the AI about a lead, as it was stored. */
export interface AiOpinion {
  readonly fields: AiFields;
  readonly model: string;
  readonly prompt_version: string;
  readonly suspicious: boolean;
}

/** A value that the AI gave and that is not used before a person has looked. */
export interface AiDoubt {
  readonly field: AiField;
  readonly value: FieldValue;
  readonly confidence: number;
  readonly why: string;
}

interface Known {
  readonly classification: Classification;
  readonly provenance: Provenance;
}
export interface Filled extends Known {
  readonly filled: readonly AiField[];
  readonly doubts: readonly AiDoubt[];
}

/** What the rules found out about a field that the AI must respect. */
export interface Limits {
  /** What the person said it is not. */
  excluded(field: AiField): readonly FieldValue[];
}

/** P5.3: the AI fills what is still empty, from the threshold on; nothing that is known is touched. */
export function fillGaps({ classification, provenance }: Known, fields: readonly AiField[], opinion: AiOpinion | null, settings: ScoringSettings, limits: Limits): Filled {
  const known: Record<string, unknown> = { ...classification };
  const origins: Provenance = { ...provenance };
  const filled: AiField[] = [];
  const doubts: AiDoubt[] = [];
  for (const field of opinion && settings.ai.enabled ? fields : []) {
    const answer = opinion?.fields[field];
    if (!opinion || !answer || answer.value === null || known[field] !== null || !settings.ai.fields.includes(field)) continue;
    const why = doubtOf(field, answer.value, answer.confidence, opinion, known, settings, limits);
    if (why) doubts.push({ field, value: answer.value, confidence: answer.confidence, why });
    else {
      known[field] = answer.value;
      origins[field] = { source: 'ai', detail: `${opinion.model}, prompt ${opinion.prompt_version}, confidence ${answer.confidence}: ${answer.reason}` };
      filled.push(field);
    }
  }
  return { classification: known as Classification, provenance: origins, filled, doubts };
}

function doubtOf(field: AiField, value: FieldValue, confidence: number, opinion: AiOpinion, known: Readonly<Record<string, unknown>>, settings: ScoringSettings, limits: Limits): string | null {
  if (limits.excluded(field).includes(value)) return `the person said that it is not ${String(value)}`;
  if (opinion.suspicious) return 'the text reads like instructions to a machine';
  const intent = field === 'program_family' ? settings.intents.programs.find(({ name }) => name === value)?.intent : undefined;
  if (intent !== undefined && known['intent_family'] !== null && known['intent_family'] !== intent) return `${String(value)} is a program of ${intent}, the intent is ${String(known['intent_family'])}`;
  if (field === 'intent_family' && !settings.intents.families.includes(String(value))) return `${String(value)} is no intent of the firm any more`;
  return confidence < settings.ai.threshold ? `confidence ${confidence} is below ${settings.ai.threshold}` : null;
}
