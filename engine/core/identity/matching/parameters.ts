import { z } from 'zod';

import { FIELDS, type Field } from './match-record';

const shares = z.array(z.number().min(0).max(1)).min(2).max(5);
const fieldParameters = z.object({
  /** Share of each level among pairs of one person, of two persons of one household or agent, and of strangers. */
  match: shares,
  household: shares,
  random: shares,
});

/**
 * What the matcher knows before it sees a pair. Estimated from a base (estimateParameters) or the standard ones; frozen
 * and versioned by whoever stores it, so that the same records give the same answer until the next estimation.
 */
export const matchParameters = z.object({
  /** Duplicates a record has on average in its base, and others of its household. */
  matches_per_record: z.number().positive().max(100),
  related_per_record: z.number().positive().max(100),
  fields: z.object({
    given: fieldParameters, family: fieldParameters, email: fieldParameters, phone: fieldParameters, birth: fieldParameters,
    city: fieldParameters, address: fieldParameters, postcode: fieldParameters, country: fieldParameters,
  }),
  /** Records the estimation saw; 0 = these are the standard parameters. */
  records: z.number().int().nonnegative(),
});
export type MatchParameters = z.infer<typeof matchParameters>;
export type FieldParameters = z.infer<typeof fieldParameters>;

/**
 * From day one. Match shares are what clerks and forms get wrong; random shares are for levels without a frequency of their own
 * (an equal value weighs by how rare it is). Household: same family name, phone and address, another given name.
 */
export const STANDARD_PARAMETERS: MatchParameters = {
  matches_per_record: 0.3,
  related_per_record: 0.3,
  records: 0,
  fields: {
    given: { match: [0.78, 0.09, 0.06, 0.04, 0.03], household: [0.008, 0.004, 0.035, 0.01, 0.943], random: [0.004, 0.003, 0.012, 0.006, 0.975] },
    family: { match: [0.85, 0.06, 0.04, 0.01, 0.04], household: [0.62, 0.03, 0.02, 0.01, 0.32], random: [0.002, 0.001, 0.008, 0.002, 0.987] },
    email: { match: [0.66, 0.07, 0.05, 0.22], household: [0.3, 0.005, 0.01, 0.685], random: [0.00001, 0.0005, 0.0008, 0.99869] },
    phone: { match: [0.74, 0.05, 0.21], household: [0.45, 0.01, 0.54], random: [0.00001, 0.00002, 0.99997] },
    birth: { match: [0.86, 0.07, 0.03, 0.04], household: [0.01, 0.003, 0.04, 0.947], random: [0.00005, 0.001, 0.03, 0.96895] },
    city: { match: [0.8, 0.08, 0.12], household: [0.88, 0.05, 0.07], random: [0.03, 0.01, 0.96] },
    address: { match: [0.55, 0.17, 0.05, 0.05, 0.18], household: [0.7, 0.13, 0.03, 0.03, 0.11], random: [0.0001, 0.0003, 0.001, 0.008, 0.9906] },
    postcode: { match: [0.72, 0.1, 0.18], household: [0.84, 0.06, 0.1], random: [0.003, 0.01, 0.987] },
    country: { match: [0.93, 0.07], household: [0.95, 0.05], random: [0.4, 0.6] },
  },
};

/** Parameters with other shares for some fields; every list is made to sum to one. */
export function withFields(parameters: MatchParameters, changed: Partial<Record<Field, Partial<FieldParameters>>>): MatchParameters {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, { ...parameters.fields[field], ...changed[field] }])) as MatchParameters['fields'];
  return { ...parameters, fields };
}
