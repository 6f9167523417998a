import { comparable } from '../lead/text';
import type { RuleField } from './classification-rule';

/** What a form's question is about. status = where the person stands today, which is no wish. */
export type Topic =
  'intent' | 'timeline' | 'budget' | 'documents' | 'refusals' | 'source' | 'status' | 'engagement' | 'other';

/** The first that fits holds; questions come in the words of `comparable`, in the languages of the rule books. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  ['refusals', /\b(refus\w*|reject\w*|denied|denial|rechaz\w*|negad\w*|negaron|recusad\w*|rejet\w*|tinanggihan)\b|रिजेक्ट|अस्वीकृत|ਰਿਜੈਕਟ|رفض/],
  ['source', /\b(hear about|heard about|find us|found us|referred|referral|who sent|entendu parler|connu|enteraste|entero de|conocio|ficou sabendo|conheceu|nalaman)\b|سمعت عن/],
  ['documents', /\b(document\w*|docs|paperwork|papers|ielts|eca|documento\w*|papeles|papiers|papeis|dokumento|kagaz\w*)\b|दस्तावेज|कागज|ਦਸਤਾਵੇਜ|ਕਾਗਜ|مستندات|اوراق|وثائق/],
  ['budget', /\b(budget|fee|fees|afford|invest\w*|spend|pay|retainer|funds|presupuesto|orcamento|honorarios|honoraires|frais|pagar|payer|bayad|magbayad|paise|fees)\b|ميزاني|رسوم|बजट|फीस|ਬਜਟ|ਫੀਸ/],
  ['timeline', /\b(when|timeline|timeframe|time frame|how soon|start date|how quickly|intake|target date|quand|cuando|quando|kailan|kab|kadon|delai|plazo|prazo|echeance)\b|متى|कब|ਕਦੋਂ/],
  [
    'status',
    /\b(current|currently|occupation|profession|education|qualification|experience|employer|job title|marital|age|degree|already|actuel|actuelle|actual|actualmente|atual|atualmente|profesion|profissao|metier|experience|experiencia)\b/,
  ],
  ['engagement', /\b(call you|call back|callback|book|appointment|consultation|speak|appeler|rappeler|llamar|ligar|tawagan|cita|rendez vous|consulta)\b/],
  [
    'intent',
    /\b(interest\w*|service|services|program|programs|programme|pathway|visa|visas|looking for|help you|help with|purpose|goal|goals|immigrat\w*|permit|category|type of|servicio\w*|servico\w*|programa\w*|programme\w*|visto|visado|interes\w*|objectif|objetivo|meta|busca|procura|serbisyo|layunin|seva)\b|خدمة|برنامج|تاشيرة|تأشيرة|فيزا|सेवा|वीजा|ਸੇਵਾ|ਵੀਜ/,
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
  if (YES.test(words)) return 'yes';
  return NO.test(words) ? 'no' : null;
}

const YES =
  /^(y|true|1|on|sure|definitely|of course|absolutely|claro|oo|opo|haan|han|haanji|ha|bien sur|com certeza|हा|हां|हाँ|ਹਾ|ਹਾਂ|نعم|ايوه|اه)$|^(yes|yeah|yep|oui|si|sim|haan ji|हा जी|ਹਾ ਜੀ)( |$)/;
const NO =
  /^(n|false|0|none|never|not at all|non|nao|nunca|jamais|jamas|hindi|hindi pa|wala|nahi|nahin|नही|नहीं|ਨਹੀ|ਨਹੀਂ|لا|كلا)$|^(no|nope|non|nao)$|^(no|non|nao) (i|we|never|not|thanks|thank|merci|gracias|obrigad[oa]|jamais|nunca|je|yo|eu)( |$)/;
