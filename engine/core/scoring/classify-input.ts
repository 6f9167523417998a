import type { Classification, NormalizedLead } from '../model';
import type { AiOpinion } from './ai/fill-gaps';
import type { ScoringSettings } from './settings';
import type { FieldValue } from './statement';

/** What classification reads of a lead; the shape of a canonical lead. */
export type ClassifiedLead = Pick<
  NormalizedLead,
  | 'answers'
  | 'message'
  | 'first_touch'
  | 'last_touch'
  | 'intent_guess'
  | 'residence_country'
  | 'citizenship_country'
  | 'phone'
  | 'source_channel'
  | 'spam_score'
  | 'captured_at'
  | 'email'
>;

/** A human's word on a field (SC-02): it stands until a human changes it or its time is over. */
export interface FieldOverride {
  readonly value: FieldValue | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  /** From then on the rules decide again; null = never. */
  readonly expires_at?: Date | null;
}
export type Overrides = Readonly<Partial<Record<keyof Classification, FieldOverride>>>;

export interface ClassifyInput {
  readonly lead: ClassifiedLead;
  /** Known of the person from what they did (SC-10). */
  readonly engagement_level: Classification['engagement_level'];
  readonly overrides: Overrides;
  /** What the AI said of this lead; used only where the rules left a field empty. */
  readonly ai?: AiOpinion | null;
  readonly settings: ScoringSettings;
  /** ISO 4217, for amounts the lead names. */
  readonly currency: string;
}
