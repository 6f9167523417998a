import type { NormalizedLead, Touch } from '../model';
import { compareNames } from './compare-names';
import { nameTokens } from './name-tokens';

/** The fields of a Prospect that its leads feed. */
export interface ProspectFields {
  readonly full_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly language: string | null;
  /** Country of residence, ISO 3166-1 alpha-2. */
  readonly geo: string | null;
  readonly citizenship_country: string | null;
  readonly time_zone: string | null;
  readonly first_touch: Touch;
  readonly last_touch: Touch;
  /** When its first and its latest lead were captured. */
  readonly first_captured_at: Date;
  readonly last_captured_at: Date;
}

/** What survivorship reads of a lead. */
export type SurvivingLead = Pick<
  NormalizedLead,
  | 'full_name'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'language'
  | 'residence_country'
  | 'citizenship_country'
  | 'time_zone'
  | 'first_touch'
  | 'last_touch'
  | 'captured_at'
> & { readonly phone: { readonly e164: string } | null };

/** The fields of a person known only by this lead. */
export function foundProspect(lead: SurvivingLead): ProspectFields {
  const {
    full_name,
    first_name,
    last_name,
    email,
    language,
    citizenship_country,
    time_zone,
    first_touch,
    last_touch,
  } = lead;
  return {
    full_name,
    first_name,
    last_name,
    email,
    language,
    citizenship_country,
    time_zone,
    first_touch,
    last_touch,
    phone: lead.phone?.e164 ?? null,
    geo: lead.residence_country,
    first_captured_at: lead.captured_at,
    last_captured_at: lead.captured_at,
  };
}

/**
 * What remains when a known person sends another lead. Addresses and name stay as first known, except that a
 * blank is filled and a fuller name replaces its abbreviation; what may change in life (language, residence,
 * time zone, citizenship) follows the latest capture that says it. The first touch is the earliest, the last
 * the latest (IN-12), so a late lead never rewrites newer facts. Consent is not a field: see combineConsents.
 */
export function surviveProspect(known: ProspectFields, lead: SurvivingLead): ProspectFields {
  const found = foundProspect(lead);
  const isLatest = lead.captured_at >= known.last_captured_at;
  const isEarliest = lead.captured_at < known.first_captured_at;
  const latest = <T>(old: T | null, fresh: T | null): T | null =>
    isLatest ? (fresh ?? old) : (old ?? fresh);
  return {
    ...fullerName(known, found),
    email: known.email ?? found.email,
    phone: known.phone ?? found.phone,
    language: latest(known.language, found.language),
    geo: latest(known.geo, found.geo),
    citizenship_country: latest(known.citizenship_country, found.citizenship_country),
    time_zone: latest(known.time_zone, found.time_zone),
    first_touch: isEarliest ? found.first_touch : known.first_touch,
    last_touch: isLatest ? found.last_touch : known.last_touch,
    first_captured_at: isEarliest ? lead.captured_at : known.first_captured_at,
    last_captured_at: isLatest ? lead.captured_at : known.last_captured_at,
  };
}

type Named = Pick<ProspectFields, 'full_name' | 'first_name' | 'last_name'>;

function fullerName(known: Named, found: Named): Named {
  const pick = known.full_name === null || isFuller(found.full_name, known.full_name) ? found : known;
  return { full_name: pick.full_name, first_name: pick.first_name, last_name: pick.last_name };
}

/** Only a name that agrees may replace: `Priya Sharma` replaces `P Sharma`, never `Raj Sharma`. */
function isFuller(name: string | null, known: string): boolean {
  if (name === null || compareNames(name, known).level !== 'abbreviated') return false;
  return nameTokens(name).tokens.join('').length > nameTokens(known).tokens.join('').length;
}
