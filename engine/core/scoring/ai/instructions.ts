/** Ways in which texts talk to a machine instead of to a firm, in the languages of the rule books. */
const PATTERNS: readonly RegExp[] = [
  /\b(ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,40}\b(rule|rules|instruction|instructions|prompt|prompts|above|previous|guidelines)\b/i,
  /\b(system|developer) (prompt|message|instruction)/i,
  /\byou are (now|no longer)\b|\bact as (an?|the)\b[^.!?\n]{0,30}\b(ai|assistant|model|system)\b|\bnew instructions?\b/i,
  /\b(set|mark|classify|score|return|output|respond|answer|give)\b[^.!?\n]{0,40}\b(score|confidence|sql|hot lead|intent_family|budget_signal|json|100)\b/i,
  /\b(intent_family|program_family|budget_signal|doc_readiness|timeline_bucket|is_sql|confidence)\b\s*["']?\s*[:=]/i,
  /<\/?(system|assistant|instructions?)>|\[\/?inst\]|```/i,
  /\b(ignora|ignore[zr]?|olvida|oublie[zr]?|esque[cç]a|desconsidere)\b[^.!?\n]{0,40}\b(reglas|instrucciones|r[eè]gles|consignes|instructions|regras|instru[cç][oõ]es)\b/i,
  /(تجاهل|انس)[^.!?\n]{0,40}(القواعد|التعليمات|قواعد|تعليمات)/,
  /(निर्देश|नियम)[^.!?\n]{0,30}(अनदेखा|भूल|नज़रअंदाज)|(niyam|instructions|rules)[^.!?\n]{0,20}(ignore|bhool|bhul) (karo|jao|kar)/i,
  /(ਨਿਯਮ|ਹਦਾਇਤ)[^.!?\n]{0,30}(ਅਣਡਿੱਠ|ਭੁੱਲ)/,
  /\b(balewalain|huwag pansinin|kalimutan)\b[^.!?\n]{0,40}\b(rules|tuntunin|instructions|utos)\b/i,
];

/**
 * Whether a text tries to instruct whoever classifies it. Such a text is still classified by the rules, which cannot be talked
 * to; of an AI's answer nothing is used before a person has looked.
 */
export function readsLikeInstructions(text: string): boolean {
  const plain = text.slice(0, 20_000).normalize('NFKC').replace(/\s+/g, ' ');
  return PATTERNS.some((pattern) => pattern.test(plain));
}
