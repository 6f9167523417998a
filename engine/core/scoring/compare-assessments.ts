import type { Band } from '../model';
import type { LeadAssessment } from './assess-lead';

type Compared = Pick<LeadAssessment, 'score' | 'band' | 'segment' | 'is_sql' | 'why'>;

export interface LeadUnderBoth {
  readonly lead_id: string;
  readonly now: Compared;
  readonly then: Compared;
}

export interface RuleCounts {
  readonly sql: number;
  readonly bands: Readonly<Record<Band, number>>;
}

export interface LeadChange {
  readonly lead_id: string;
  readonly from: { readonly score: number; readonly band: Band; readonly segment: string; readonly is_sql: boolean };
  readonly to: LeadChange['from'];
  /** Why it comes out as it does under the new rules. */
  readonly why: string;
}

export interface WhatIf {
  readonly leads: number;
  readonly now: RuleCounts;
  readonly then: RuleCounts;
  readonly becomes_sql: number;
  readonly no_longer_sql: number;
  /** Leads whose band, segment or SQL decision changes, the largest change of the score first. */
  readonly changes: readonly LeadChange[];
}

/** SC-08: the same leads under the rules in force and under others. */
export function compareAssessments(leads: readonly LeadUnderBoth[]): WhatIf {
  const changed = leads.filter(({ now, then }) => now.band !== then.band || now.segment !== then.segment || now.is_sql !== then.is_sql);
  const changes = changed
    .map(({ lead_id, now, then }) => ({ lead_id, from: shortOf(now), to: shortOf(then), why: then.why }))
    .sort((left, right) => Math.abs(right.to.score - right.from.score) - Math.abs(left.to.score - left.from.score));
  return {
    leads: leads.length,
    now: countsOf(leads.map(({ now }) => now)),
    then: countsOf(leads.map(({ then }) => then)),
    becomes_sql: leads.filter(({ now, then }) => !now.is_sql && then.is_sql).length,
    no_longer_sql: leads.filter(({ now, then }) => now.is_sql && !then.is_sql).length,
    changes,
  };
}

function shortOf({ score, band, segment, is_sql }: Compared): LeadChange['from'] {
  return { score, band, segment, is_sql };
}

function countsOf(results: readonly Compared[]): RuleCounts {
  const of = (band: Band) => results.filter((result) => result.band === band).length;
  return { sql: results.filter(({ is_sql }) => is_sql).length, bands: { Hot: of('Hot'), Warm: of('Warm'), Cold: of('Cold') } };
}
