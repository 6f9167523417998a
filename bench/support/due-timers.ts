/** The firm of the benchmark of clocks. */
export const ACCOUNT = 'clocks';
export const REPS = 20;
export const DUE = new Date('2026-05-11T15:00:00Z');
