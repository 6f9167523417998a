import type { ClassificationRule } from '../classification-rule';
import { LABEL, rule, STRONG, TEXT, usualRules, WEAK } from './write-rule';

const SPOUSE = 'wife|husband|spouse|partner|fiance|fiancee|girlfriend|boyfriend|hubby|common-law';
const PARENTS = 'parents|mother|father|mom|mum|dad|mommy|grandparents|grandmother|grandfather';
const FAMILY = `${SPOUSE}|${PARENTS}|kids|child|children|son|daughter|family`;
const RELATIVES = `${FAMILY}|brother|sister|uncle|aunt|cousin|cousins|friend|friends|relatives|grandchildren|grandson|granddaughter|inlaws|in-laws`;

const USUAL = usualRules({
  strong: {
    PR: `pr, permanent residen*, perm residen*, permanent resident visa, green card, family sponsorship, spousal|spouse|partner|parent|parental|inland|outland sponsorship,
      family class, family reunification, startup visa, start-up visa, start up visa, investor visa|program*|immigration|stream, entrepreneur visa|program*|stream|immigration, self-employed program*,
      atlantic immigration, rural and? northern, agri-food pilot, caregiver pilot, home care worker immigration, canadian experience, parents and grandparents, pgp, landed immigrant`,
    Work: `work permit*, work visa*, working visa*, working permit*, job visa*, employment visa*, employment permit*, open work, owp, pgwp*, bowp, post-graduation|postgraduate|postgraduation|graduation work, closed work permit, working holiday, iec,
      foreign worker*, tfwp, icp work, intra-company, intracompany, lmia*, labour|labor market impact, seasonal worker*, work authorization, work authorisation`,
    Study: 'student visa*, student permit*, study permit*, study visa*, students visa*, studies visa, sds, student direct stream, caq, visa for study|studies|studying|education',
    Visitor: 'birth of, visitor visa*, visitors visa*, visit visa*, visiting visa*, visitor permit*, tourist visa*, tourists visa, tourism visa, trv, super visa*, supervisa, temporary resident visa, visitor record, holiday visa, vacation visa, family visit, business visitor*, visa to visit',
    Citizenship: 'citizenship, citizenship test|application|ceremony|certificate, naturalization, naturalisation, naturalized|naturalised citizen, canadian passport, become|becoming|be ... citizen|citizens, dual citizen*, oath ceremony',
    Refugee: 'refugee*, asylum, asylum seeker, refugee claim*, humanitarian and? compassionate, h&c, protected person, prra, convention refugee',
    Other: 'pr card renewal, renew|replace|lost|expired ... pr card, pr travel document, criminal rehabilitation, gcms notes, atip, notary, document translation, police clearance certificate, name change, us visa, schengen visa',
  },
  normal: {
    PR: `join him|her|them|us, ${SPOUSE} is|has|lives|got ... pr|citizen|resident|canadian, ${SPOUSE} pr holder, live together, stay permanently|forever|long-term, stay here permanently|forever, long term stay, pathway to? stay|pr, reunite ... family|${SPOUSE}, live there with, go|going|come|moving to live, start|open|run|buy a? ... business, new life, relocat* ... family, common law ... sponsor*, adopt*, my daughter|son ... sponsor, lives ... wants us ... join, express of interest, expression of interest, immigrate as, immigrant*, immigrat*, imigrat*, emigrat*, migrate*, immigrate*, migration, settle|settling|relocate|relocating in|to|at?, settle|settling ... canada, settle down, resettle, move|moving|shift|shifting|relocate ... permanently|forever|family|good, live ... permanently|forever, permanently, for good,
      move|moving|shift|relocate to? canada, sponsor my|our|her|his|for? ... ${FAMILY}, sponsor me|us, sponsor ${FAMILY}, sponsorship ... ${FAMILY}, ${FAMILY} sponsorship, bring my|our ... ${FAMILY} ... permanently|here|live, bring|call ... ${SPOUSE} to|here, join my|our? ... ${SPOUSE}, join her|him|them,
      invest ... canada, business immigration, immigrant visa, live in canada, life in canada, stay in canada permanently|forever, become ... resident, residency, marry|married ... canadian, skilled worker*, investor, entrepreneur*`,
    Work: `resume, cv, curriculum vitae, internship, intern, co-op placement, foreign workers|nurses|trained, hire ... workers|worker|cook|cooks|driver|drivers|nurses|staff|employees|caregiver, hospitals|companies|company|employers|farms ... hiring|recruit*|hire, recruitment agency, opportunities|opportunity in ... sector|industry|field, status to worker, as a worker, dependent|dependant|spousal work permit, skilled trades job*, work remotely, work while, start work|working, permission to work, licence to work, job offer*, offer letter from ... company|employer, work|working in|at ... canada|toronto|vancouver|alberta|ontario|calgary|montreal, work abroad|overseas|there|here|legally, want|like|wish|hope|need|going|wanna|love to? work, able to work, right to work, allowed to work, come|go|coming|going ... work,
      job|jobs|vacancy|vacancies|opening|openings|employment|position in|at|for, looking|searching|find|finding|get|search|seeking|seek|need|want|hunting ... job|jobs|work|employment|employer, employer sponsor*, visa sponsorship, job sponsorship, sponsor* employer, employer|company|boss|restaurant ... hire|sponsor|hired|offered, offered ... position|job,
      change employer*, changing employer*, new employer, caregiver*, care giver*, nanny, live-in caregiver, home support worker, personal support worker, psw, truck driver ... job, farm worker*, fruit picking, hire me, get hired, recruit*, any job*, work opportunity|opportunities, job opportunity|opportunities, apply ... job|jobs, employed in canada, transfer me|us ... office`,
    Study: `learn ... french|english|language, acceptance letter, offer letter from ... college|university|institute, which|what|best|cheap|cheapest|affordable|good college|colleges|university|universities|course|courses|program, sop, statement of purpose, ielts ... college|university|study, restoration ... student|study, college|university|course|tuition fee|fees, school for my ... kids|son|daughter|children, kids ... school, fall|winter|summer|september|january|may intake, after 12th|plus two|high school, student dependent, send my ... son|daughter|child|kids ... study|college|university|school, finish* 12th, pre-med, nursing program|college, phd, study|studying in|at|abroad|there|overseas, study, further studies|study, higher studies|education, admission*, get into ... university|college|school|program, student pathway, scholarship*, tuition, enrol|enroll|enrolled|enroll* in|at, bachelor*, undergrad*, masters, mba, phd, doctorate, diploma, pg diploma, postgrad*, post-graduate, postgraduate diploma|program|studies,
      graduate program*, letter of acceptance, loa, accepted at|by|in ... university|college|school|mcgill, language school, english course, esl, intake, university|college in, high school in canada, education in canada, learn english, exchange student, student loan, dli`,
    Visitor: `birth of, baby is due, delivery, newborn, graduation, my? convocation, business trip|meeting|visit, conference, trade show, see canada|niagara|toronto|rocky, come|stay|staying|visit|here|visiting ... few|two|three|couple|2|3|4 weeks|months, two week, two weeks trip, christmas, summer with us, short term, temporary visit, medical treatment, come over ... summer|holidays|vacation, in-laws|inlaws ... come|visit|stay, visit canada, visiting canada, visit my|our|him|her|them|family|relatives|friends|niagara|toronto|vancouver|montreal, visit ... ${RELATIVES}, see my|our|his|her|their ... ${RELATIVES}|grandkids|grandbaby, tour, touring, tourism, tourist*, sightseeing, holiday in|to, holidays, vacation*, trip to, travel to canada, travelling to canada, short stay|visit|trip,
      wedding, graduation ceremony, convocation, stay with us|me, come and? stay|visit, attend a? ... conference|wedding|funeral|graduation|event, funeral, niagara falls, invitation letter, extend ... stay ... visitor`,
    Citizenship: 'citizen test, get ... citizenship, naturali*, apply ... canadian passport',
    Refugee: 'cannot|cant|unable ... return|go back, political opinion*|views|reasons|persecution, gang|gangs, because of my religion|sexuality|sexual|gender, lgbt*, domestic violence ... country, i am in danger, seeking protection, want protection, afraid|scared to go|return, fear* ... life|return, fled ... country, flee*, persecut*, kill me|us, threat* ... life|death|kill, life is? in? danger, lives? are in danger, cant|cannot go|return back|home, not safe in my country, war in my country, protection claim, seek|seeking|need protection, deported to',
    Other: 'something else, none of these',
  },
  weak: {
    PR: 'settle*, canadian immigration, residence, crs, sponsor*, sponsorship, spousal, resident',
    Work: 'work, working, job, jobs, employment, employer, employers, hiring, hire, vacancy, vacancies, salary, overtime, workers',
    Study: 'study, studies, studying, student, students, university, universities, college, colleges, course, courses, school, masters, degree, program of study, education, semester, campus',
    Visitor: 'visit, visiting, visits, visitor*, travel, tour, holiday*, sightsee*',
    Citizenship: 'citizen, citizens, passport',
    Refugee: 'danger, unsafe, protection, war, torture*, humanitarian',
    Other: 'appeal*, judicial review, lawyer letter',
  },
  idle: `after ... marriage|wedding, after ... graduation, after our marriage, got married, from high school, completed|finished|passed 12th, worked as, my resume says, business owner, own a? ... business, by profession, in my field of study, i have pr, have my pr, i am a? pr, im a? pr, am a permanent resident, is a permanent resident, already ... permanent resident, already have pr, pr holder*, my pr card, pr card*, permanent resident card, been a? pr since, been a? permanent resident, been pr, after pr, pr for|since ... years, got ... pr in, as a? permanent resident, permanent residents of,
    finished|completed|done|did|finishing my|with? studies|masters|degree|course, finished|completed my? bachelor*|diploma|mba|phd, have a? ... masters|bachelor*|degree|diploma|mba|phd in?, my masters|degree|bachelor*|diploma, with a? ... degree|diploma, masters degree in, bachelor* degree in, degree in, graduated from *, graduated in,
    hold a? ... degree|diploma|masters|bachelor*, work|working|worked|works as|for|with|at|since, working in ... as, work experience, year|years of? work*, how does ... work, it works?, how it works, this work, no job, quit ... job, lost ... job, my job, current job, job title, current|present employer|job, at work, paperwork, full-time job since, social work*, visa application cent*, passport number, copy of my passport, valid passport, my passport, background in, high school ... diploma`,
  programs: {
    'Express Entry': 'express entry, expres entry, express entrey, fsw, fswp, federal skilled worker*, federal skilled trade*, canadian experience class, crs, crs score, comprehensive ranking, cec',
    PNP: 'pnp, provincial nominee*, provincial nomination*, provincial program*, immigrant nominee, nominee program*, oinp, bcpnp, sinp, aaip, mpnp, nsnp, peipnp, ontario nominee, saskatchewan|manitoba|alberta|ontario nominee, nomination certificate',
    LMIA: 'lmia*, labour|labor market impact, labour|labor market assessment, labour|labor market thing',
    'Study Permit': 'study permit*, student visa*, student permit*, study visa*, students visa, sds, student direct stream, visa for study|studies',
    'Visitor Visa': 'visitor visa*, visitors visa, visit visa*, visiting visa*, tourist visa*, trv, super visa*, supervisa, temporary resident visa, visa to visit, tourism visa',
  },
  documents: {
    Ready: `documents|docs|papers|paperwork|paper are? all? ready|complete|completed|done|prepared|gathered, documents|docs|papers ready, all my? the? documents|docs|papers|paperwork, every document ready, have my|the|all ... documents|docs|papers, documents in hand, everything is? ready, all set with documents, have my eca|ielts`,
    Partial: `some of? my? the? documents|docs|papers, most of? my? the? documents|docs|papers, few documents, documents|docs partially, half of? my? documents, still need ... documents|docs|papers, still missing ... documents|docs|papers, waiting for|on ... ielts|eca|documents|transcripts|passport|result*, collecting ... documents|docs|papers, gathering ... documents|docs|papers, preparing ... documents|docs|papers, documents|docs almost ready, working on my? documents|docs|papers|paperwork`,
    'Not Ready': `documents|docs|papers are? not|arent ready|complete|prepared yet?, no documents|docs|papers yet?, dont|havent|do have|got any? my? the? documents|docs|papers|paperwork, dont|doesnt have documents, have not started ... documents, nothing ready, nothing is ready, without documents, documents|docs pending, havent ... documents|docs|papers|ielts, need to prepare ... documents`,
  },
  budget: {
    Strong: `budget|money|cost|price|fee|fees is|are not|no|isnt|arent a|an? problem|issue|concern, no budget limit, money|budget no problem|issue|object, ready|able|happy|willing|prepared|able to pay|invest|spend, can pay|afford, funds are? ready|available, have the? enough? funds|money|savings, enough funds|money|savings, comfortable with the|a|your? ... fee|fees, comfortable paying, professional fee|fees, consultation fee|fees, pay whatever|any amount, cost|price doesnt matter, premium service, sufficient funds`,
    Medium: 'payment plan*, pay in instal*, instalment*, installment*, depends on the? your? fee|fees|price|cost, limited budget, small budget, modest budget, reasonable fee|fees|price, monthly payment*, how much ... total|charge, discount',
    Weak: 'no budget, no money, have no? money, cannot|cant|not afford, can not afford, dont|doesnt|not have ... money|funds, free consultation only, only free, for free, low budget, tight budget, short of money|funds, broke, too expensive, cheapest, not much money, without paying, low income, dont|not want to pay',
  },
  timeline: {
    '0-30 days': 'asap, as soon as possible, immediately, immediate, right away, right now, urgent, urgently, this week, this month, next week, start now, ready to start, today, tomorrow, within days, very soon, at the earliest, end of this month',
    '31-90 days': 'next month, couple of months, few months, 2-3 months, within this quarter, coming months',
    '3-6 months': 'half a year, half year, later this year, end of the? year, by year end, several months',
    '6+ months': 'next year, no rush, no hurry, just exploring, just looking, only exploring, just browsing, just curious, not in a hurry, not urgent, someday, in the future, near future, two years, year after next, only information',
  },
  refused: 'refused, refusal*, visa refused|rejected|denied, rejected, rejection*, application denied|refused, visa denied, was denied, got denied|rejected|refused, denied, denial, turned down, returned application',
  urgent: 'urgent, urgently, asap, as soon as possible, immediately, right away, emergency, expiring, expires soon, expire|expires|expiring ... soon|days|week, about to expire, deadline, running out of time, quickly',
  complex: 'inadmissib*, criminal record|charge*|conviction|case|history, dui, misrepresentation, deport*, removal order, overstay*, out of status, lost status, medical inadmissib*, judicial review, appeal*, banned, ban from, exclusion order, refused twice, several refusals, multiple refusals, undocumented, fake documents, arrested',
  engaged: 'book a|an? consultation|appointment|call|meeting|slot, schedule a|an? call|consultation|appointment|meeting, call me, please call, give me a call, speak|talk to|with a|an? consultant|lawyer|agent|someone|advisor, ready to start, want to start now, sign up today, when can we meet, come to your office, visit your office',
});

const LABELS = [
  rule('program_family', 'Express Entry', 'ee, cec', { ...LABEL, ...STRONG }),
  rule('program_family', 'Mixed', 'mixed, several programs', { ...LABEL, ...STRONG }),
  rule('intent_family', 'PR', 'residency, immigration', LABEL),
  rule('intent_family', 'Work', 'work, job, jobs, employment, employer, employers', LABEL),
  rule('intent_family', 'Study', 'study, studies, student, students, university, college', LABEL),
  rule('intent_family', 'Visitor', 'visit, visitor, visitors, tourist, travel', LABEL),
  rule('intent_family', 'Citizenship', 'citizen, citizenship', LABEL),
  rule('intent_family', 'Other', 'other, others, something else, not sure, none of these', LABEL),
  rule('doc_readiness', 'Ready', 'ready, all ready, complete, completed, fully ready', LABEL),
  rule('doc_readiness', 'Partial', 'partial, partially, partly, some, almost, in progress, most', LABEL),
  rule('doc_readiness', 'Not Ready', 'not ready, not yet, not started, none, nothing', LABEL),
  rule('engagement_level', 'High', 'book, booking, book now, book consultation, book a consultation, schedule, consultation', LABEL),
];

/** What a person says of their own chances' evidence; an internal hint, never advice (P5.3.2). */
const EVIDENCE = [
  rule('eligibility_confidence', 'High', 'invitation to apply, received ... ita, got ... ita, nomination certificate, nomination received|approved, lmia approved|positive, positive lmia, letter of acceptance, loa received, unconditional offer', TEXT),
  rule('eligibility_confidence', 'Medium', 'job offer, offer letter, ielts 7|8|9, clb 9|10, crs 4*|5*, eca done|completed, one year of canadian experience, provincial nominat*', { ...TEXT, ...WEAK }),
  rule('eligibility_confidence', 'Low', 'inadmissib*, criminal record|conviction, misrepresentation, deported, banned, removal order, exclusion order, fake documents, ielts 4|5, no degree, no education', { ...TEXT, ...STRONG }),
];

export const ENGLISH_RULES: readonly ClassificationRule[] = [...USUAL, ...LABELS, ...EVIDENCE];
