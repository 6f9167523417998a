import path from 'node:path';

/** The checkout's root; scripts run from anywhere. */
export const ROOT = path.resolve(__dirname, '../..');
export const DIST = path.join(ROOT, 'dist');
export const PLAYGROUND = path.join(ROOT, 'playground');
