import { compareNames, type NameComparison } from './compare-names';
import { comparePhones } from './compare-phones';
import {
  emailKey,
  isRoleMailbox,
  phoneKey,
  platformKey,
  type Identifier,
  type IdentityLead,
} from './identifiers';

/** P4.6.1, in this order. */
export const MATCH_RULES = ['email', 'phone', 'platform_lead_id', 'name_and_phone'] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

/** A known person with everything that identifies them. */
export interface Candidate {
  readonly prospect_id: string;
  readonly full_name: string | null;
  /** All values ever seen for this person: email, phone and platform lead ids as keys. */
  readonly identifiers: readonly Identifier[];
}

export interface Evidence {
  readonly field: 'email' | 'phone' | 'platform_lead_id' | 'name';
  readonly speaks: 'for' | 'against' | 'neither';
  readonly message: string;
}

/** same = this person; related = shares an address, another person; review = a human must look; none = unrelated. */
export type Verdict = 'same' | 'related' | 'review' | 'none';

export interface WeighedCandidate {
  readonly prospect_id: string;
  readonly full_name: string | null;
  readonly verdict: Verdict;
  readonly rule: MatchRule | null;
  readonly why: string;
  readonly evidence: readonly Evidence[];
  /** What the matcher's model says, 0 … 1; null or missing where it was not asked. */
  readonly probability?: number | null;
}

interface Facts {
  readonly email: 'match' | 'conflict' | 'silent';
  readonly phone: 'match' | 'other_country' | 'near' | 'conflict' | 'silent';
  readonly platform: boolean;
  readonly name: NameComparison;
  readonly roleMailbox: boolean;
  readonly guessedPhone: boolean;
}

/** Weighs one known person against the lead: what speaks for and against, and what follows (ID-01, ID-03). */
export function weighCandidate(lead: IdentityLead, candidate: Candidate): WeighedCandidate {
  const facts = factsOf(lead, candidate);
  const rule = ruleOf(facts);
  const { prospect_id, full_name } = candidate;
  const evidence = evidenceOf(facts, candidate);
  if (!rule)
    return {
      prospect_id,
      full_name,
      verdict: 'none',
      rule,
      why: 'nothing that identifies a person agrees',
      evidence,
    };
  const [verdict, why] = judge(facts, rule);
  return { prospect_id, full_name, verdict, rule, why, evidence };
}

function factsOf(lead: IdentityLead, candidate: Candidate): Facts {
  const values = (kind: Identifier['kind']) =>
    candidate.identifiers.filter((known) => known.kind === kind).map((known) => known.value);
  const platform = lead.platform_lead_id ? platformKey(lead.source_channel, lead.platform_lead_id) : null;
  return {
    email: compareKey(lead.email && emailKey(lead.email), values('email')),
    phone: phoneFact(lead, values('phone')),
    platform: platform !== null && values('platform_lead_id').includes(platform),
    name: compareNames(lead.full_name, candidate.full_name),
    roleMailbox: lead.email !== null && isRoleMailbox(lead.email),
    guessedPhone: lead.phone?.guessed ?? false,
  };
}

function compareKey(key: string | null, known: readonly string[]): 'match' | 'conflict' | 'silent' {
  if (!key || known.length === 0) return 'silent';
  return known.includes(key) ? 'match' : 'conflict';
}

function phoneFact(lead: IdentityLead, known: readonly string[]): Facts['phone'] {
  if (!lead.phone || known.length === 0) return 'silent';
  const key = phoneKey(lead.phone);
  if (known.includes(key)) return 'match';
  const levels = known.map((other) => comparePhones(key, other));
  if (levels.includes('other_country')) return 'other_country';
  return levels.includes('near') ? 'near' : 'conflict';
}

function ruleOf({ email, phone, platform, name }: Facts): MatchRule | null {
  if (email === 'match') return 'email';
  if (phone === 'match') return 'phone';
  if (platform) return 'platform_lead_id';
  const closeName = name.level === 'same' || name.level === 'variant';
  return closeName && (phone === 'other_country' || phone === 'near') ? 'name_and_phone' : null;
}

function judge(facts: Facts, rule: MatchRule): [Verdict, string] {
  if (rule === 'name_and_phone') return judgeFuzzy(facts);
  const shared = sharedWords(facts);
  switch (facts.name.level) {
    case 'same':
    case 'variant':
      return ['same', `same ${shared}, and ${facts.name.why}`];
    case 'abbreviated':
    case 'unknown':
      return judgeDoubtful(facts, shared);
    case 'partial':
      return ['review', `same ${shared}, but ${facts.name.why}`];
    case 'different':
      return facts.platform
        ? ['review', `same ${shared}, but clearly different names: ${facts.name.why}`]
        : ['related', `shares the ${shared}, but the names are clearly different: ${facts.name.why}`];
  }
}

function judgeDoubtful(facts: Facts, shared: string): [Verdict, string] {
  const doubt = doubtOf(facts);
  return doubt
    ? ['review', `same ${shared}, but ${facts.name.why} and ${doubt}`]
    : ['same', `same ${shared}; ${facts.name.why}, and nothing speaks against`];
}

/** Why one shared address is too little when the name does not settle it; null = it is enough. */
function doubtOf(facts: Facts): string | null {
  if (countOf(facts) > 1) return null;
  if (facts.email === 'match' && facts.roleMailbox) return 'the mailbox belongs to an office';
  if (facts.phone === 'match' && facts.email === 'conflict') return 'the emails differ';
  return null;
}

function judgeFuzzy(facts: Facts): [Verdict, string] {
  if (facts.phone === 'near') return ['review', `${facts.name.why}, and the phones are one digit apart`];
  const settled = facts.guessedPhone && facts.email !== 'conflict';
  return settled
    ? ['same', `${facts.name.why}, and the phones differ only in the country code, which was a guess`]
    : ['review', `${facts.name.why}, and the phones differ only in the country code`];
}

function countOf({ email, phone, platform }: Facts): number {
  return [email === 'match', phone === 'match', platform].filter(Boolean).length;
}

function sharedWords({ email, phone, platform }: Facts): string {
  const words = [
    email === 'match' && 'email',
    phone === 'match' && 'phone',
    platform && 'platform lead id',
  ].filter(Boolean);
  return words.join(' and ');
}

function evidenceOf(facts: Facts, candidate: Candidate): Evidence[] {
  const evidence: Evidence[] = [];
  if (facts.email === 'match')
    evidence.push({
      field: 'email',
      speaks: facts.roleMailbox ? 'neither' : 'for',
      message: facts.roleMailbox ? 'same mailbox, but it belongs to an office' : 'same email',
    });
  if (facts.email === 'conflict')
    evidence.push({ field: 'email', speaks: 'against', message: 'another email than any known one' });
  if (facts.phone === 'match') evidence.push({ field: 'phone', speaks: 'for', message: 'same phone' });
  if (facts.phone === 'other_country')
    evidence.push({
      field: 'phone',
      speaks: 'for',
      message: 'same national number under another country code',
    });
  if (facts.phone === 'near')
    evidence.push({ field: 'phone', speaks: 'neither', message: 'phone one digit apart' });
  if (facts.phone === 'conflict')
    evidence.push({ field: 'phone', speaks: 'against', message: 'another phone than any known one' });
  if (facts.platform)
    evidence.push({ field: 'platform_lead_id', speaks: 'for', message: 'same lead id at the source' });
  evidence.push({
    field: 'name',
    speaks: NAME_SPEAKS[facts.name.level],
    message: candidate.full_name ? `against '${candidate.full_name}': ${facts.name.why}` : facts.name.why,
  });
  return evidence;
}

const NAME_SPEAKS: Readonly<Record<NameComparison['level'], Evidence['speaks']>> = {
  same: 'for',
  variant: 'for',
  abbreviated: 'for',
  partial: 'neither',
  different: 'against',
  unknown: 'neither',
};
