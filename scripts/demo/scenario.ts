import { HOST_EMAIL } from './demo-firm';
import {
  atCheckout,
  becomesALead,
  booksConsultation,
  fillsInForm,
  googleLeadForm,
  until,
  websiteForm,
  type DemoLeadState,
  type DemoStep,
  type Person,
} from './demo-steps';

/** One lead of the demo: who it is, what happens to it, and how it must end. */
export interface DemoLead {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
  readonly steps: readonly DemoStep[];
  /** The end in the words of `expected`, from what the firm's events and the answers say. */
  readonly ending: (state: DemoLeadState) => string;
}

type PersonOf = (first: string, last: string, phone: string, country: string) => Person;

const STRONG = {
  'What are you interested in?': 'Permanent Residence (PR)',
  'When do you want to apply?': 'Within 3 months',
  'Are you comfortable with a professional fee?': 'Yes',
  'Are your documents ready?': 'Partially',
};
/** What the handoff to case ops needs besides: the program and the language (P11.4). */
export const REFERRED = {
  ...STRONG,
  'Which program are you interested in?': 'Express Entry',
  'Preferred language': 'English',
  'How did you hear about us?': 'A friend who is a client of yours',
};

const QUALIFICATION = {
  intent_family: 'PR',
  timeline: '31-90 days',
  residence_country: 'IN',
  citizenship_country: 'IN',
  prior_refusals: 'No',
  doc_readiness: 'Partial',
  fee_comfort: 'Yes',
  contact_verified: 'Yes',
  program_family: 'Express Entry',
  language: 'en',
};

export const NOTES = {
  context_goals: 'Wants permanent residence with the family before the next school year.',
  situation: 'Engineer, eight years of experience, English test taken; no refusals.',
  pathway_options: 'Express Entry now, or a provincial nomination first: safer, some months longer.',
  recommendation: 'Express Entry, with the provincial route prepared beside it.',
  risks_covered: ['eligibility_uncertainty', 'timelines', 'client_effort', 'external_dependencies'],
  risk_notes: 'Draw scores move; nothing was promised.',
  constraints: 'None',
  decision: 'pay',
};

/** From the SQL to a payment link in the client's hands: the same for everybody who comes that far. */
export function toPaymentLink(person: Person): DemoStep[] {
  return [
    until('it is an SQL with an owner', ({ opportunity_id, events }) => opportunity_id !== null && events.includes('OwnerAssigned')),
    fillsInForm('the setter logs a call', /setter-desk\/Log a contact/, 'setter', { kind: 'call', outcome: 'connected', summary: 'Reached at once.' }),
    until('the stage is CONTACTED', ({ stage }) => stage === 'CONTACTED'),
    fillsInForm('the setter asks the six questions', /setter-desk\/Qualify/, 'setter', QUALIFICATION),
    until('the stage is QUALIFIED', ({ stage }) => stage === 'QUALIFIED'),
    booksConsultation(person, HOST_EMAIL),
    until('the stage is APPOINTMENT_SET', ({ stage }) => stage === 'APPOINTMENT_SET'),
    fillsInForm('the closer writes the consultation notes', /consultation-notes\//, 'closer', NOTES),
    until('the stage is APPOINTMENT_COMPLETED', ({ stage }) => stage === 'APPOINTMENT_COMPLETED'),
    fillsInForm('the closer makes the offer', /offer-and-payment-link\//, 'closer', { package_code: 'FULL_PR' }),
    until('the payment link is out', ({ events }) => events.includes('PaymentLinkSent')),
  ];
}

/** The whole way of a client who pays: from the ad to the open case. */
export function toCaseOpened(person: Person, opsReference: string): DemoStep[] {
  return [
    googleLeadForm(person, REFERRED),
    becomesALead(),
    ...toPaymentLink(person),
    atCheckout('pays'),
    until('the case is handed over', ({ case_open }) => case_open !== null),
    fillsInForm('case ops confirm', /case-ops-desk\//, 'ops', { answer: 'Confirm: the case is open', ops_reference: opsReference }),
    until('the case is open', ({ stage, case_open }) => stage === 'CASE_OPENED' && case_open === 'confirmed'),
  ];
}

const stageOf = ({ story }: DemoLeadState): string => story?.stage ?? 'no opportunity';
const answerOf = ({ answer }: DemoLeadState): string => `refused with ${answer?.status ?? 'no answer'}`;

/** The leads of the demo, in the order they come. `run` makes their addresses differ from those of an earlier run. */
export function scenario(run: string): DemoLead[] {
  const person: PersonOf = (first, last, phone, country) => ({ name: `${first} ${last}`, email: `${first}.${last}.${run}@example.com`.toLowerCase().replaceAll(' ', ''), phone, country });
  const priya = person('Priya', 'Sharma', '+919876543210', 'India');
  const wei = person('Wei', 'Chen', '+8613812345678', 'China');
  const jan = person('Jan', 'van der Berg', '+31612345678', 'Netherlands');
  const ana = person('Ana', 'Souza', '+5511987654321', 'Brazil');
  const tom = person('Tom', 'Baker', '+447400123456', 'United Kingdom');
  return [
    {
      name: priya.name,
      source: 'Google Ads lead form',
      expected: 'CASE_OPENED, confirmed',
      steps: toCaseOpened(priya, `C-${run}`),
      ending: (state) => `${stageOf(state)}${state.story?.case_open === 'confirmed' ? ', confirmed' : ''}`,
    },
    {
      name: wei.name,
      source: 'Google Ads lead form',
      expected: 'PAYMENT_PENDING, card declined',
      steps: [googleLeadForm(wei, REFERRED), becomesALead(), ...toPaymentLink(wei), atCheckout('is declined'), until('the failure is known', ({ events }) => events.includes('PaymentFailed'))],
      ending: (state) => `${stageOf(state)}${state.story?.events.includes('PaymentFailed') ? ', card declined' : ''}`,
    },
    {
      name: wei.name,
      source: 'Website form, the same person again',
      expected: 'known person, no second opportunity',
      steps: [websiteForm(wei, STRONG), becomesALead(), until('it is recognised', ({ identified, score }) => identified !== null && score !== null)],
      ending: ({ story }) => `${story?.identified === 'existing' ? 'known' : 'new'} person, ${story?.opportunity_id ? 'a' : 'no'} second opportunity`,
    },
    {
      name: jan.name,
      source: 'Website form',
      expected: 'SQL_ASSIGNED with an owner',
      steps: [websiteForm(jan, STRONG), becomesALead(), until('it has an owner', ({ events }) => events.includes('OwnerAssigned'))],
      ending: (state) => `${stageOf(state)}${state.story?.events.includes('OwnerAssigned') ? ' with an owner' : ''}`,
    },
    {
      name: ana.name,
      source: 'Website form, only curious',
      expected: 'scored below an SQL, no opportunity',
      steps: [websiteForm(ana, { 'What are you interested in?': 'Just looking around' }), becomesALead(), until('it is scored', ({ score }) => score !== null)],
      ending: (state) => `scored ${(state.story?.score ?? 100) < 70 ? 'below' : 'as'} an SQL, ${stageOf(state)}`,
    },
    { name: tom.name, source: 'Website form without consent', expected: 'refused with 422', steps: [websiteForm(tom, STRONG, { consent: '' })], ending: answerOf },
    { name: 'Somebody else', source: 'Google Ads lead form, wrong key', expected: 'refused with 401', steps: [googleLeadForm(tom, STRONG, 'not-the-key-of-this-firm')], ending: answerOf },
  ];
}
