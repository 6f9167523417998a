import { comparable } from '../lead/text';
import type { RuleField } from './classification-rule';

/** What a form's question is about. status = where the person stands today, which is no wish. */
export type Topic =
  'intent' | 'timeline' | 'budget' | 'documents' | 'refusals' | 'source' | 'status' | 'engagement' | 'other';

/** The first that fits holds; questions come in the words of `comparable`. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  ['refusals', /\b(refus\w*|reject\w*|denied|denial)\b/],
  ['source', /\b(hear about|heard about|find us|found us|referred|referral|who sent)\b/],
  ['documents', /\b(document\w*|docs|paperwork|papers|ielts|eca)\b/],
  ['budget', /\b(budget|fee|fees|afford|invest\w*|spend|pay|retainer|funds)\b/],
  ['timeline', /\b(when|timeline|timeframe|time frame|how soon|start date|how quickly|intake|target date)\b/],
  [
    'status',
    /\b(current|currently|occupation|profession|education|qualification|experience|employer|job title|marital|age|degree|already)\b/,
  ],
  ['engagement', /\b(call you|call back|callback|book|appointment|consultation|speak)\b/],
  [
    'intent',
    /\b(interest\w*|service|services|program|programs|programme|pathway|visa|visas|looking for|help you|help with|purpose|goal|goals|immigrat\w*|permit|category|type of)\b/,
  ],
];

/** Recognises the topic of a question in the source's own words, e.g. `When do you want to apply?` → timeline. */
export function topicOf(question: string): Topic {
  const words = comparable(question.replaceAll('_', ' '));
  return TOPICS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** The fields an answer on a topic may speak about by short words alone. */
export const TOPIC_FIELDS: Readonly<Record<Topic, readonly RuleField[]>> = {
  intent: ['intent_family', 'program_family'],
  timeline: ['timeline_bucket', 'urgency'],
  budget: ['budget_signal'],
  documents: ['doc_readiness'],
  refusals: ['prior_refusals'],
  engagement: ['engagement_level'],
  source: [],
  status: [],
  other: ['intent_family', 'program_family'],
};

export type YesNo = 'yes' | 'no' | null;

/** Reads a plain yes or no, also `Yes, I am` and `No, never`; anything more (`no problem`, `1-3 months`) is an answer of its own. */
export function readYesNo(answer: string): YesNo {
  const words = comparable(answer);
  if (words.length > 40) return null;
  if (/^(y|true|1|on|sure|definitely|of course|absolutely)$|^(yes|yeah|yep)( |$)/.test(words)) return 'yes';
  return /^(n|false|0|none|never|not at all)$|^(no|nope)$|^no (i|we|never|not|thanks|thank)( |$)/.test(words)
    ? 'no'
    : null;
}
