export { type CampaignLint, campaignSlug, canonicalName, lintCampaignName } from './lint-campaign-name';
export { type LinkLint, lintLink } from './lint-link';
