import type { Classification } from '../../engine/core/model';
import { classifyLead, type ClassifiedLead, scoringSettings } from '../../engine/core/scoring';
import { LABEL_FIELDS, type LabelField, type LabelledText } from './labelled-texts';

export type Answer = Readonly<Record<LabelField, string | null>>;

/** One text with what was expected and what was answered. */
export interface Judged extends LabelledText {
  readonly answer: Answer;
}

export interface Accuracy {
  readonly right: number;
  readonly of: number;
}

const SETTINGS = scoringSettings.parse({});
const TOUCH = { click_ids: {}, platform: {} };

/** A lead that is only a message. */
export function leadOf(text: string): ClassifiedLead {
  return {
    answers: {},
    message: text,
    first_touch: TOUCH,
    last_touch: TOUCH,
    intent_guess: null,
    residence_country: null,
    citizenship_country: null,
    phone: null,
    email: null,
    source_channel: 'whatsapp',
    spam_score: 0,
    captured_at: new Date('2026-01-15T10:00:00Z'),
  };
}

/** What the rules alone say of a text. */
export function byRules(text: string): Classification {
  return classifyLead({ lead: leadOf(text), engagement_level: 'Low', overrides: {}, settings: SETTINGS, currency: 'CAD' }).classification;
}

/** The rules' answers to a list of texts. */
export function judgeByRules(texts: readonly LabelledText[]): Judged[] {
  return texts.map((text) => ({ ...text, answer: answerOf(byRules(text.text)) }));
}

/** The measured fields of a classification. */
export function answerOf(classification: Classification): Answer {
  return Object.fromEntries(LABEL_FIELDS.map((field) => [field, classification[field]])) as Answer;
}

/** How many answers about a field are as labelled; a field that the text does not tell must stay empty. */
export function accuracyOf(judged: readonly Judged[], field: LabelField): Accuracy {
  return { right: judged.filter(({ labels, answer }) => labels[field] === answer[field]).length, of: judged.length };
}

/** `none` = the field stays empty. */
export function confusionOf(judged: readonly Judged[], field: LabelField): Map<string, Map<string, number>> {
  const table = new Map<string, Map<string, number>>();
  for (const { labels, answer } of judged) {
    const row = table.get(labels[field] ?? 'none') ?? new Map<string, number>();
    row.set(answer[field] ?? 'none', (row.get(answer[field] ?? 'none') ?? 0) + 1);
    table.set(labels[field] ?? 'none', row);
  }
  return table;
}
