import type { ConsentRecord } from '../identity';
import type { Band, Classification, NormalizedLead, Provenance } from '../model';
import type { AiDoubt, AiOpinion } from './ai/fill-gaps';
import { classifyLead, type Ambiguity, type ClassifiedLead, type Overrides } from './classify-lead';
import { counterfactualsOf, type Counterfactual } from './counterfactuals';
import { decideSql, type CriterionResult, type DisqualificationReason } from './decide-sql';
import { disqualificationOf, type EarlierDisqualification } from './disqualify-lead';
import { isReferred } from './is-referred';
import { scoreLead, type Contribution } from './score-lead';
import { segmentOf } from './segments';
import type { ScoringSettings } from './settings';

export interface AssessInput {
  readonly lead: ClassifiedLead & Pick<NormalizedLead, 'language' | 'is_test'>;
  readonly prospect: {
    readonly engagement_level: Classification['engagement_level'];
    /** Every consent statement of the person, this lead's included. */
    readonly consents: readonly ConsentRecord[];
    readonly unanswered_attempts: number;
    readonly earlier_disqualification: EarlierDisqualification | null;
    /** Who this is, is still under review: nobody calls before that is settled (P4.1). */
    readonly identity_open: boolean;
  };
  readonly overrides: Overrides;
  readonly ai?: AiOpinion | null;
  readonly settings: ScoringSettings;
  readonly currency: string;
  readonly at: Date;
}

/** SC-11: what follows. Everything outbound still passes the send gate. */
export type NextAction =
  'route_priority' | 'route' | 'nurture_and_setter_task' | 'education' | 'no_outreach' | 'review' | 'none';

/** One lead classified, scored, put into a segment and decided on, with every reason. */
export interface LeadAssessment {
  readonly outcome: 'sql' | 'nurture' | 'disqualified' | 'review';
  readonly why: string;
  readonly next_action: NextAction;
  readonly classification: Classification;
  readonly provenance: Provenance;
  readonly ambiguities: readonly Ambiguity[];
  readonly ai_doubts: readonly AiDoubt[];
  readonly raw_score: number;
  readonly score: number;
  readonly clamped: boolean;
  readonly band: Band;
  readonly contributions: readonly Contribution[];
  readonly counterfactuals: readonly Counterfactual[];
  readonly segment: string;
  readonly is_sql: boolean;
  readonly criteria: readonly CriterionResult[];
  readonly disqualification_reason: DisqualificationReason | null;
}

/** P5 as one pure decision: rules → score → segment → SQL. */
export function assessLead(input: AssessInput): LeadAssessment {
  const { lead, prospect, settings, overrides, currency } = input;
  const classified = classifyLead({
    lead,
    engagement_level: prospect.engagement_level,
    overrides,
    ai: input.ai ?? null,
    settings,
    currency,
  });
  const { classification } = classified;
  const facts = {
    classification,
    source_channel: lead.source_channel,
    referred: isReferred(lead),
    spam_score: lead.spam_score,
    unanswered_attempts: prospect.unanswered_attempts,
  };
  const score = scoreLead(facts, settings);
  const disqualified = disqualificationOf(
    { classification, spam_score: lead.spam_score, is_test: lead.is_test, earlier: prospect.earlier_disqualification, at: input.at },
    settings,
  );
  const decision = decideSql(
    {
      classification,
      consents: prospect.consents,
      email: lead.email,
      phone: lead.phone?.e164 ?? null,
      disqualified,
    },
    score.score,
    settings,
  );
  const segment = segmentOf(
    { ...classification, band: score.band, source_channel: lead.source_channel, language: lead.language },
    settings.segments,
  );
  const counterfactuals = counterfactualsOf(score, decision, settings);
  const end = conclude({
    ...classified,
    band: score.band,
    criteria: decision.criteria,
    is_sql: decision.is_sql,
    counterfactuals,
    identity_open: prospect.identity_open,
  });
  return {
    ...classified,
    ...score,
    counterfactuals,
    segment,
    criteria: decision.criteria,
    disqualification_reason: disqualified?.reason ?? null,
    ...end,
  };
}

type Conclusion = Pick<LeadAssessment, 'outcome' | 'why' | 'next_action' | 'is_sql'>;
type Findings = Pick<
  LeadAssessment,
  'classification' | 'band' | 'criteria' | 'is_sql' | 'counterfactuals' | 'ambiguities' | 'ai_doubts'
> & { readonly identity_open: boolean };

function conclude(findings: Findings): Conclusion {
  const failed = findings.criteria.filter(({ passed }) => !passed);
  const disqualified = failed.find(({ criterion }) => criterion === 'not_disqualified');
  if (disqualified)
    return { outcome: 'disqualified', why: disqualified.why, next_action: 'none', is_sql: false };
  if (findings.identity_open)
    return {
      outcome: 'review',
      why: 'who this person is, is still under review',
      next_action: 'review',
      is_sql: false,
    };
  if (findings.is_sql) {
    const next_action = findings.band === 'Hot' ? 'route_priority' : 'route';
    return { outcome: 'sql', why: 'all six SQL criteria hold', next_action, is_sql: true };
  }
  const doubt = doubtOf(findings);
  if (doubt) return { outcome: 'review', why: doubt, next_action: 'review', is_sql: false };
  return {
    outcome: 'nurture',
    why: failed.map(({ why }) => why).join('; '),
    next_action: nurtureAction(findings, failed),
    is_sql: false,
  };
}

/** A human looks where one answer decides: the lead says two things at once, or its intent is all that is missing. */
function doubtOf({ classification, ambiguities, counterfactuals, ai_doubts }: Findings): string | null {
  const intent = ambiguities.find(({ field }) => field === 'intent_family');
  if (intent) return `the lead names several intents: ${intent.values.join(', ')}`;
  if (ai_doubts.length > 0) return `the AI is not sure enough: ${ai_doubts.map(({ field, value, why }) => `${field} ${String(value)} (${why})`).join('; ')}`;
  const onlyIntent =
    classification.intent_family === null &&
    counterfactuals.some(({ signal, becomes_sql }) => signal === 'supported_intent' && becomes_sql);
  return onlyIntent ? 'only a known intent is missing for an SQL' : null;
}

/** P5.4, P3.7: no consent or no address means nobody is contacted. */
function nurtureAction({ band }: Findings, failed: readonly CriterionResult[]): NextAction {
  const silent = failed.some(({ criterion }) => criterion === 'consent' || criterion === 'contactable');
  if (silent) return 'no_outreach';
  return band === 'Cold' ? 'education' : 'nurture_and_setter_task';
}
