export * from './charge-limits';
export * from './currencies';
export * from './format-money';
export * from './parse-money';
