export * from './currencies';
export * from './format-money';
export * from './parse-money';
