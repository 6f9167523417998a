import { DomainError, type Problem } from '../errors';
import type { LeadFlag, Touch } from '../model';
import { cleanLine } from './text';

/** P3.3.2: one name in the ad platform, the CRM and every report. */
export interface CampaignName {
  readonly region: string;
  readonly intent: string;
  readonly program: string;
  readonly offer: string;
  readonly channel: string;
  /** `2025-12`. */
  readonly month: string;
}

const PARTS = ['region', 'intent', 'program', 'offer', 'channel', 'month'] as const;
export const CAMPAIGN_FORMAT = '{Region} | {Intent} | {Program} | {Offer} | {Channel} | {YYYY-MM}';

/** What is wrong with a campaign name; empty when it follows the standard (P3.3.2). */
export function campaignProblems(text: string): Problem[] {
  const parts = text.split('|').map(cleanLine);
  if (parts.length !== PARTS.length) return [{ field: '', message: `has ${parts.length} of ${PARTS.length} parts; the standard is ${CAMPAIGN_FORMAT}` }];
  const empty = PARTS.filter((_, index) => parts[index] === '').map((part) => ({ field: part, message: 'is empty' }));
  const month = parts[5] ?? '';
  const wrongMonth = month !== '' && !/^20\d{2}-(0[1-9]|1[0-2])$/.test(month) ? [{ field: 'month', message: `'${month}' must be a month such as 2025-12` }] : [];
  return [...empty, ...wrongMonth];
}

/** `India | PR | Express Entry | Eligibility Check | Google | 2025-12` in its parts. Throws `CAMPAIGN_NAME_INVALID` with every mistake. */
export function parseCampaignName(text: string): CampaignName {
  const problems = campaignProblems(text);
  if (problems.length > 0) throw new DomainError('CAMPAIGN_NAME_INVALID', `The campaign name '${text}' does not follow ${CAMPAIGN_FORMAT}`, problems);
  const [region = '', intent = '', program = '', offer = '', channel = '', month = ''] = text.split('|').map(cleanLine);
  return { region, intent, program, offer, channel, month };
}

const UTM_NAMES = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const;
const REQUIRED_UTMS = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content'] as const;
const SEARCH_ENGINES = /^(google|bing|yahoo|duckduckgo)$/i;
const PAID_SEARCH = /^(cpc|ppc|sem|paid[-_ ]?search|search)$/i;

/** The UTM parameters that P3.5 requires and a tagged visit lacks; `utm_term` only for search. An untagged visit lacks none. */
export function missingUtms(touch: Touch): string[] {
  const isTagged = REQUIRED_UTMS.some((name) => touch[name] !== undefined);
  if (!isTagged) return [];
  const missing: string[] = REQUIRED_UTMS.filter((name) => touch[name] === undefined);
  const isSearch = SEARCH_ENGINES.test(touch.utm_source ?? '') && PAID_SEARCH.test(touch.utm_medium ?? '');
  return isSearch && touch.utm_term === undefined ? [...missing, 'utm_term'] : missing;
}

/** What marketing should mend: attribution that will be missing in reports (P3.1). */
export function attributionFlags(touch: Touch): LeadFlag[] {
  const missing = missingUtms(touch);
  const utms = missing.length === 0 ? [] : [{ code: 'utm_incomplete', field: 'last_touch', message: `The link lacks ${missing.join(', ')}` }];
  const templates = UTM_NAMES.filter((name) => isTemplate(touch[name] ?? ''));
  const unfilled = templates.length === 0 ? [] : [{ code: 'utm_not_filled', field: 'last_touch', message: `The ad platform did not fill ${templates.join(', ')}` }];
  const campaign = [touch.utm_campaign, touch.platform.campaign_name].find((name) => name?.includes('|')) ?? '';
  const problems = campaign === '' ? [] : campaignProblems(campaign);
  if (problems.length === 0) return [...utms, ...unfilled];
  return [...utms, ...unfilled, { code: 'campaign_name_invalid', field: 'last_touch', message: `'${campaign}' does not follow ${CAMPAIGN_FORMAT}` }];
}

/** `{{campaign.name}}`, `{keyword}`, `[ad_id]`, `%%CAMPAIGN%%`: what an ad platform should have replaced. */
export function isTemplate(value: string): boolean {
  return /\{\{?[\w.:\s-]{1,80}\}?\}|^\[[\w.-]{1,80}\]$|%%\w{1,80}%%|^__\w{1,80}__$/.test(value);
}
