import type { RuleField } from './classification-rule';
import { readYesNo, topicOf, TOPIC_FIELDS, type Topic } from './question-topic';
import { readBudgetAmount } from './read-budget';
import { readTimeline } from './read-timeline';
import type { RuleBooks } from './rule-books';
import { type PhraseHit, scanPhrases } from './scan-phrases';
import type { FieldValue, Statement } from './statement';

export interface AnswerContext {
  readonly books: RuleBooks;
  readonly currency: string;
  readonly at: Date;
}

/** Where nothing is weighed against another. */
const PLAIN = 3;

/**
 * Reads a form's custom questions. A yes or no answers the question's own words (`Are your documents ready?` – no);
 * other answers are read by the topic of the question, and by the phrase rules.
 */
export function readAnswers(answers: Readonly<Record<string, string>>, context: AnswerContext): Statement[] {
  return Object.entries(answers).flatMap(([question, answer]) => readAnswer(question, answer, context));
}

function readAnswer(question: string, answer: string, context: AnswerContext): Statement[] {
  const topic = topicOf(question);
  const say = (field: RuleField, value: FieldValue): Statement => ({
    field,
    place: 'answer',
    value,
    excluded: null,
    detail: detailOf(question, answer),
    strength: PLAIN,
  });
  const yesNo = topic === 'status' || topic === 'source' ? null : readYesNo(answer);
  if (yesNo) return readClosed(question, yesNo, topic, context).map(([field, value]) => say(field, value));
  const read = readByTopic(topic, answer, context);
  if (read) return [say(...read)];
  return hitsOf(topic, answer, context.books).map((hit) => ({
    field: hit.field,
    place: 'answer',
    value: hit.value,
    excluded: hit.excluded,
    detail: detailOf(question, answer),
    strength: hit.strength,
  }));
}

function readByTopic(
  topic: Topic,
  answer: string,
  { books, currency, at }: AnswerContext,
): [RuleField, FieldValue] | null {
  if (topic === 'timeline') {
    const bucket = readTimeline(answer, at);
    return bucket ? ['timeline_bucket', bucket] : null;
  }
  if (topic !== 'budget') return null;
  const signal = readBudgetAmount(answer, books.settings.budget, currency) ?? budgetWord(answer);
  return signal ? ['budget_signal', signal] : null;
}

const BUDGET_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(maybe|depends|not sure|unsure|flexible|medium|moderate|average)\b/i, 'Medium'],
  [/\b(strong|high|comfortable|premium)\b/i, 'Strong'],
  [/\b(weak|low|free)\b/i, 'Weak'],
];

function budgetWord(answer: string): string | null {
  return BUDGET_WORDS.find(([pattern]) => pattern.test(answer))?.[1] ?? null;
}

/** Yes and no take the meaning of the question's phrases, or of its topic where no phrase fits. */
function readClosed(
  question: string,
  answer: 'yes' | 'no',
  topic: Topic,
  { books }: AnswerContext,
): [RuleField, FieldValue][] {
  const byTopic = CLOSED[topic];
  if (byTopic) return [[byTopic.field, answer === 'yes' ? byTopic.yes : byTopic.no]];
  const hits = scanPhrases(question, books.text).filter(
    (hit) => hit.value !== null && (hit.field === 'intent_family' || hit.field === 'program_family'),
  );
  return answer === 'yes' ? hits.map((hit): [RuleField, FieldValue] => [hit.field, hit.value ?? '']) : [];
}

const CLOSED: Readonly<Partial<Record<Topic, { field: RuleField; yes: FieldValue; no: FieldValue }>>> = {
  documents: { field: 'doc_readiness', yes: 'Ready', no: 'Not Ready' },
  refusals: { field: 'prior_refusals', yes: true, no: false },
  budget: { field: 'budget_signal', yes: 'Strong', no: 'Weak' },
  engagement: { field: 'engagement_level', yes: 'High', no: 'Low' },
};

/** Sentences by the text rules; short names by the label rules, for the fields that the topic is about. */
function hitsOf(topic: Topic, answer: string, books: RuleBooks): PhraseHit[] {
  if (topic === 'status' || topic === 'source')
    return scanPhrases(answer, books.text).filter(
      (hit) => hit.field !== 'intent_family' && hit.field !== 'program_family',
    );
  const labels = scanPhrases(answer, books.label).filter(
    (hit) => TOPIC_FIELDS[topic].includes(hit.field) && (topic !== 'other' || isWhole(answer, hit)),
  );
  return labels.length > 0 ? labels : scanPhrases(answer, books.text);
}

/** Under a question nobody knows, a short name counts only when it is the whole answer. */
function isWhole(answer: string, { phrase }: PhraseHit): boolean {
  return answer.trim().split(/\s+/).length <= phrase.split(' ').length + 1;
}

function detailOf(question: string, answer: string): string {
  return `answer '${shorten(answer)}' to '${shorten(question)}'`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
