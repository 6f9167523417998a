export * from './answer';
export * from './classifier';
export * from './fill-gaps';
export * from './instructions';
export * from './prompts';
export * from './question';
export * from './settings';
