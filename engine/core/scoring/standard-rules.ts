import type { ClassificationRule, RuleField, RulePlace } from './classification-rule';

type Value = ClassificationRule['value'];

function rule(
  field: RuleField,
  value: Value,
  phrases: string,
  more: { negated?: Value; places?: readonly RulePlace[] } = {},
): ClassificationRule {
  return {
    field,
    value,
    negated_value: more.negated ?? null,
    phrases: phrases.split(',').map((phrase) => phrase.trim()),
    places: [...(more.places ?? (['text', 'label'] as const))],
  };
}

const LABEL = { places: ['label'] as const };
const TEXT = { places: ['text'] as const };

const INTENT = [
  rule(
    'intent_family',
    'PR',
    'pr, permanent residen*, permanent resident visa, immigrate, immigration to canada, settle in canada, move to canada permanently, family sponsorship, spousal sponsorship, spouse sponsorship, sponsor my *, parent sponsorship',
  ),
  rule(
    'intent_family',
    'Work',
    'work permit, work permits, work visa, working visa, open work permit, pgwp, post graduation work permit, job offer, work in canada, working in canada, work abroad, want to work, job in canada, jobs in canada, looking for a job, looking for work, find a job, need a job, employer sponsor*',
  ),
  rule(
    'intent_family',
    'Study',
    'study, studies, student visa, student permit, study permit, study visa, study in canada, study abroad, admission, admissions, university, college, masters, masters degree, bachelor*, mba, sds, pg diploma, postgraduate',
  ),
  rule(
    'intent_family',
    'Visitor',
    'visitor visa, visit visa, visiting visa, tourist visa, tourism, trv, super visa, supervisa, temporary resident visa, visit canada, visit my *',
  ),
  rule('intent_family', 'Citizenship', 'citizenship, naturali*, citizenship test, canadian passport'),
  rule(
    'intent_family',
    'Refugee',
    'refugee, asylum, refugee claim, humanitarian and compassionate, protected person',
  ),
  rule('intent_family', 'Work', 'work, job, jobs, employment, employer, employers', LABEL),
  rule('intent_family', 'PR', 'residency, immigration', LABEL),
  rule('intent_family', 'Study', 'student, students', LABEL),
  rule('intent_family', 'Visitor', 'visit, visitor, visitors, tourist', LABEL),
  rule('intent_family', 'Other', 'other, others, something else, not sure, none of these', LABEL),
  // A status or a past, not a wish.
  rule(
    'intent_family',
    null,
    'i have pr, have my pr, i am a pr, i am pr, am a permanent resident, already a permanent resident, already have pr, pr holder, my pr card, pr card, permanent resident card',
    TEXT,
  ),
  rule(
    'intent_family',
    null,
    'finished my studies, completed my studies, finished my masters, completed my masters, my masters, my bachelor*, masters degree in, bachelor* degree in, graduated from *, have a work permit, my work permit, on a work permit, have a study permit, my study permit, on a study permit, on a visitor visa, on visitor visa',
    TEXT,
  ),
];

const PROGRAM = [
  rule(
    'program_family',
    'Express Entry',
    'express entry, fsw, federal skilled worker, canadian experience class, crs, crs score, comprehensive ranking',
  ),
  rule('program_family', 'Express Entry', 'ee, cec', LABEL),
  rule(
    'program_family',
    'PNP',
    'pnp, provincial nominee*, provincial nomination, oinp, bcpnp, bc pnp, sinp, aaip, mpnp, nominee program',
  ),
  rule('program_family', 'LMIA', 'lmia, labour market impact, labor market impact'),
  rule('program_family', 'Study Permit', 'study permit, student visa, student permit, study visa, sds'),
  rule(
    'program_family',
    'Visitor Visa',
    'visitor visa, visit visa, visiting visa, tourist visa, trv, super visa, supervisa, temporary resident visa',
  ),
  rule('program_family', 'Mixed', 'mixed, several programs', LABEL),
  rule(
    'program_family',
    null,
    'have a study permit, my study permit, on a study permit, on a visitor visa, on visitor visa',
    TEXT,
  ),
];

const READINESS = [
  rule(
    'doc_readiness',
    'Ready',
    'documents ready, documents are ready, documents are all ready, docs ready, docs are ready, all documents, all my documents, all docs, all my docs, documents are complete, documents complete, have my documents, have the documents, documents in hand, papers ready, papers are ready, paperwork ready, paperwork is ready, have my eca, have my ielts',
    { negated: 'Not Ready' },
  ),
  rule(
    'doc_readiness',
    'Partial',
    'some documents, some of my documents, some of the documents, most documents, most of my documents, documents partially, still need some documents, waiting for my ielts, waiting for my eca, collecting documents, collecting my documents, gathering documents, gathering my documents, documents almost ready',
  ),
  rule(
    'doc_readiness',
    'Not Ready',
    'documents not ready, documents are not ready, docs not ready, docs are not ready, no documents, no docs, dont have documents, dont have any documents, dont have my documents, have not started documents, nothing ready, without documents',
  ),
  rule('doc_readiness', 'Ready', 'ready, all ready, complete, completed, fully ready', LABEL),
  rule('doc_readiness', 'Partial', 'partial, partially, partly, some, almost, in progress, most', LABEL),
  rule('doc_readiness', 'Not Ready', 'not ready, not yet, not started, none, nothing', LABEL),
  rule(
    'budget_signal',
    'Strong',
    'budget is not a problem, money is not a problem, money is no problem, budget is no issue, budget is not an issue, ready to pay, can pay, willing to pay, happy to pay, funds are ready, funds ready, have the funds, have funds, comfortable with the fee, comfortable with a fee, comfortable with your fee, comfortable with a professional fee, comfortable with a professional consultation fee, professional fee, professional fees, consultation fee',
    { negated: 'Weak' },
  ),
  rule(
    'budget_signal',
    'Medium',
    'payment plan, pay in instal*, instalments, installments, depends on the fee, depends on the price, depends on cost, limited budget, small budget',
  ),
  rule(
    'budget_signal',
    'Weak',
    'no budget, no money, cannot afford, cant afford, can not afford, dont have money, free consultation only, only free, for free, low budget, tight budget',
  ),
];

const SITUATION = [
  rule(
    'prior_refusals',
    true,
    'refused, refusal, refusals, visa refused, rejected, rejection, visa rejected, application denied, visa denied, was denied, got denied',
    { negated: false },
  ),
  rule(
    'complexity_tier',
    'Complex',
    'inadmissib*, criminal record, criminal charge*, dui, misrepresentation, deport*, removal order, overstay*, out of status, medical inadmissib*, judicial review, appeal',
  ),
  rule(
    'engagement_level',
    'High',
    'book a consultation, book an appointment, book a call, schedule a call, schedule a consultation, schedule an appointment, call me, please call, speak to a consultant, talk to a consultant, speak with a consultant, talk to a lawyer, speak to a lawyer, ready to start, want to start now, sign up today',
    TEXT,
  ),
  rule(
    'engagement_level',
    'High',
    'book, booking, book now, book consultation, book a consultation, schedule, consultation',
    LABEL,
  ),
  rule(
    'urgency',
    'High',
    'urgent, urgently, asap, as soon as possible, immediately, right away, emergency, expiring, expires soon, about to expire, deadline',
  ),
  rule(
    'timeline_bucket',
    '0-30 days',
    'asap, as soon as possible, immediately, immediate, right away, right now, urgent, urgently, this week, this month, next week, start now, ready to start, today',
  ),
  rule('timeline_bucket', '31-90 days', 'next month, couple of months, few months'),
  rule(
    'timeline_bucket',
    '6+ months',
    'next year, no rush, no hurry, just exploring, just looking, only exploring, just browsing, not in a hurry, someday, in the future',
  ),
];

/** The pack's own rules: clear English phrases and names; a firm's rules come before them (P5.3, SC-02). */
export const STANDARD_RULES: readonly ClassificationRule[] = [
  ...INTENT,
  ...PROGRAM,
  ...READINESS,
  ...SITUATION,
];
