import type { NormalizedLead } from '../model';
import type { IntakeSettings } from './settings';
import type { RobotSignals } from './source-lead';

type SpamSettings = IntakeSettings['spam'];
export type SpamReason = keyof SpamSettings['weights'];
export type SpamSubject = Pick<NormalizedLead, 'full_name' | 'email' | 'phone' | 'message' | 'flags'>;

export interface SpamScore {
  /** 0-100. */
  readonly score: number;
  readonly reasons: SpamReason[];
}

const LINK = /\b(?:https?:\/\/|www\.)\S+/gi;
const MARKUP = /<a\s|<\/?(?:script|iframe|img)\b|\[url[=\]]|\[link[=\]]/i;
const SPAM_WORDS = /\b(seo (?:services?|ranking)|backlinks?|casino|viagra|cialis|crypto (?:invest\w*|trading)|guest post|web design services|loan offer|forex|porn|escort|make money fast|rank (?:your|#1))\b/i;
const PLACEHOLDER = /^(test|testing|asdf\w*|qwerty\w*|n\/?a|none|null|undefined|xxx+|abc+|admin|user|name)( (test|asdf\w*|user|name|lead))?$/i;
/** Spam shows early in a text. */
const LOOKED_AT = 4_000;
/** Instructions to a language model that may read the lead later. */
const INJECTION = /\b(ignore|disregard|forget) (all |any )?(the |your )?(previous|prior|above|earlier) (instructions?|prompts?|rules)|\bsystem prompt\b|\byou are now\b.{0,40}\b(assistant|model|ai)\b/i;

/** How likely a robot or an advertiser sent the lead, with the reasons; points come from the firm's settings. */
export function scoreSpam(lead: SpamSubject, robot: RobotSignals, settings: SpamSettings): SpamScore {
  const checks: Record<SpamReason, boolean> = {
    honeypot_filled: robot.honeypot_filled,
    sent_too_fast: robot.seconds_to_send !== null && robot.seconds_to_send < settings.min_seconds,
    disposable_email: hasFlag(lead, 'email_disposable'),
    no_contact: lead.email === null && lead.phone === null,
    link_in_name: hasFlag(lead, 'name_is_link', 'name_is_email'),
    links_in_message: (lead.message?.match(LINK)?.length ?? 0) > 0,
    markup_in_message: MARKUP.test(lead.message ?? ''),
    spam_words: SPAM_WORDS.test(lead.message ?? ''),
    gibberish_name: isGibberish(lead.full_name ?? ''),
    placeholder_name: PLACEHOLDER.test(lead.full_name ?? '') || hasFlag(lead, 'name_not_a_name'),
    shouting: isShouted(lead.message ?? ''),
    repeated_text: isRepeated(lead.message ?? ''),
    gibberish_message: isKeyboardNoise(lead.message ?? ''),
    robot_user_agent: robot.user_agent !== null && /\b(curl|python|wget|bot|spider|scrapy|go-http-client|headless)/i.test(robot.user_agent),
    prompt_injection: looksLikeInjection(lead.message ?? ''),
  };
  const reasons = (Object.keys(checks) as SpamReason[]).filter((reason) => checks[reason]);
  const points = reasons.reduce((sum, reason) => sum + settings.weights[reason], 0);
  return { score: Math.min(100, points), reasons };
}

function hasFlag({ flags }: SpamSubject, ...codes: string[]): boolean {
  return flags.some(({ code }) => codes.includes(code));
}

/** Forty letters and more, nearly all of them capitals. */
function isShouted(text: string): boolean {
  const letters = text.slice(0, LOOKED_AT).replace(/[^\p{Lu}\p{Ll}]/gu, '');
  return letters.length >= 40 && letters.replace(/\p{Ll}/gu, '').length > 0.9 * letters.length;
}

/** One sentence or word makes most of a longer text. */
function isRepeated(text: string): boolean {
  const words = text.slice(0, LOOKED_AT).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const lines = text.slice(0, LOOKED_AT).split(/[\n.!?]+/).map((line) => line.trim().toLowerCase()).filter(({ length }) => length >= 12);
  return (words.length >= 8 && mostOften(words) > words.length / 2) || mostOften(lines) >= 3;
}

function mostOften(pieces: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** "asdkjh qwlekjr": Latin words that nobody can say make most of a message. */
function isKeyboardNoise(text: string): boolean {
  const words = text.slice(0, LOOKED_AT).match(/[a-z]{5,}/gi) ?? [];
  const noise = words.filter((word) => /[bcdfghjklmnpqrstvwxz]{5,}/i.test(word) || /asdf|qwer|zxcv|hjkl/i.test(word));
  return noise.length > 0 && noise.length > words.length / 2;
}

export function looksLikeInjection(text: string): boolean {
  return INJECTION.test(text);
}

/** Digits in a name, one letter again and again, or a long Latin word without vowels ("xkrtplmn"). */
function isGibberish(name: string): boolean {
  return name
    .split(/[\s-]+/)
    .some((word) => /\p{L}\d+\p{L}/u.test(word) || /(\p{L})\1{3,}/iu.test(word) || (word.length >= 6 && /^[a-z]+$/i.test(word) && !/[aeiouyw]/i.test(word)));
}
