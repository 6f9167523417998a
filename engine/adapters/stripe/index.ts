export { readStripeEvent, STRIPE_EVENT_TYPES } from './read-stripe-event';
export { stripeGateway } from './stripe-gateway';
export { stripeSource } from './stripe-source';
export type { StripeAccess } from './stripe-sdk';
export { SIGNATURE_TOLERANCE_SECONDS, type StripeDelivery, verifyStripeDelivery } from './verify-stripe-delivery';
