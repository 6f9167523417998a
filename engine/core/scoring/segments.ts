import { z } from 'zod';

import { BANDS, SOURCE_CHANNELS, type Band, type SourceChannel } from '../model';

const name = z.string().trim().min(1, 'must not be empty');

/** One entry of the firm's segment library (P5.6): a lead belongs to the first entry whose conditions all hold. */
export const segment = z
  .object({
    name,
    when: z
      .object({
        bands: z.array(z.enum(BANDS)).min(1).optional(),
        intents: z.array(name).min(1).optional(),
        programs: z.array(name).min(1).optional(),
        sources: z.array(z.enum(SOURCE_CHANNELS)).min(1).optional(),
        languages: z.array(name).min(1).optional(),
        countries: z.array(name).min(1).optional(),
      })
      .strict()
      .default({}),
  })
  .strict();
export type Segment = z.output<typeof segment>;

/** P5.1: predefined and fixed; the names are those of P5.6 and P6.4. */
export const DEFAULT_SEGMENTS: readonly Segment[] = [
  { name: 'Hot PR', when: { bands: ['Hot'], intents: ['PR'] } },
  { name: 'Hot Work', when: { bands: ['Hot'], intents: ['Work'] } },
  { name: 'Hot Study', when: { bands: ['Hot'], intents: ['Study'] } },
  { name: 'Warm PR', when: { bands: ['Warm'], intents: ['PR'] } },
  { name: 'Warm Work', when: { bands: ['Warm'], intents: ['Work'] } },
  { name: 'Study Education', when: { bands: ['Warm'], intents: ['Study'] } },
  { name: 'Cold PR', when: { bands: ['Cold'], intents: ['PR'] } },
  { name: 'Cold Work', when: { bands: ['Cold'], intents: ['Work'] } },
  { name: 'Cold Study', when: { bands: ['Cold'], intents: ['Study'] } },
  { name: 'Other Services', when: { intents: ['Visitor', 'Citizenship', 'Refugee', 'Other'] } },
  { name: 'Unclassified', when: {} },
];

/** The facts by which a lead is put into a segment. */
export interface SegmentFacts {
  readonly band: Band;
  readonly intent_family: string | null;
  readonly program_family: string | null;
  readonly source_channel: SourceChannel;
  readonly language: string | null;
  readonly residence_country: string | null;
}

/** SC-05: the first segment of the library that fits; settings see to it that the last one takes everybody. */
export function segmentOf(facts: SegmentFacts, library: readonly Segment[]): string {
  return library.find((entry) => fits(entry, facts))?.name ?? 'Unclassified';
}

function fits({ when }: Segment, facts: SegmentFacts): boolean {
  return (
    holds(when.bands, facts.band) &&
    holds(when.intents, facts.intent_family) &&
    holds(when.programs, facts.program_family) &&
    holds(when.sources, facts.source_channel) &&
    holds(when.languages, facts.language) &&
    holds(when.countries, facts.residence_country)
  );
}

function holds(allowed: readonly string[] | undefined, value: string | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}
