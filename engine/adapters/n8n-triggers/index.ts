export { facebookLeadAdsItems } from './facebook-lead-ads';
export { hubspotItems } from './hubspot';
export { stripeItems } from './stripe';
