export { consume, type Consumption, type Delivery, peekEvents } from './consume';
export { collectDeadLetters } from './dead-letters';
export { queueOf } from './queue';
export { jobOf, relayEvents } from './relay';
export { subscribe, type Subscription } from './subscriptions';
