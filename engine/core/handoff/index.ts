export * from './build-handoff';
export * from './handoff-facts';
export * from './handoff-payload';
export * from './payload-fields';
export * from './settings';
