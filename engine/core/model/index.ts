export * from './classification';
export * from './fields';
export * from './lead';
export * from './sales';
export * from './vocabulary';
