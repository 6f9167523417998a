export * from './build-handoff';
export * from './handoff-facts';
export * from './handoff-payload';
export * from './measures';
export * from './ops-message';
export * from './payload-fields';
export * from './plan-delivery';
export * from './settings';
