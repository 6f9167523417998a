export * from './build-offer';
export * from './settings';
