export * from './read-delivery';
export * from './verify-signature';
