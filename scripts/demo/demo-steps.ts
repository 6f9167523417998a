import { googleAnswers, googleLeadFormBody, formFields, type GoogleAnswer } from '../../test/support/deliveries';
import { calendlyBody, calendlySignature, type CalendlyBooking } from '../../test/support/calendly';
import type { StripeEventJson } from '../../test/support/fake-stripe';
import type { Answer } from '../../test/support/n8n/n8n-client';
import { uuidOf } from '../../test/support/n8n/pack-workflow';
import { PEOPLE } from './demo-firm';
import type { DemoWorld } from './demo-world';
import type { LeadStory } from './lead-story';
import { postForm, type Answers } from './post-form';

/** What is known of one demo lead while the scenario goes on. */
export interface DemoLeadState {
  answer: Answer | null;
  lead_id: string | null;
  story: LeadStory | null;
  /** When the consultation starts; a booking that is sent again is the same booking. */
  readonly consultation_at: Date;
  /** What Stripe has to tell; it tells it again until it is answered 200. */
  stripe_events: readonly StripeEventJson[];
}

export function newLeadState(): DemoLeadState {
  return { answer: null, lead_id: null, story: null, consultation_at: new Date(Date.now() + 60_000), stripe_events: [] };
}

/** One step of a demo lead: what it says while it runs, and what it does. */
export interface DemoStep {
  readonly say: string;
  readonly run: (world: DemoWorld, lead: DemoLeadState) => Promise<void>;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly country: string;
}

export type Questions = Readonly<Record<string, string>>;

function answersOf(person: Person, questions: Questions): GoogleAnswer[] {
  const asked = Object.entries(questions).map(([column_name, string_value], index) => ({ column_id: `question_${index + 1}`, column_name, string_value }));
  return [...googleAnswers(person), ...asked];
}

/** Google's lead form sends the person's answers, with the firm's key or a wrong one. */
export function googleLeadForm(person: Person, questions: Questions, key?: string): DemoStep {
  return {
    say: 'Google Ads sends the lead form',
    run: async (world, lead) => {
      const { n8n, secrets } = world.playground;
      const body = googleLeadFormBody({
        lead_id: `demo-${world.run}-${person.email}`,
        user_column_data: answersOf(person, questions),
        google_key: key ?? secrets.google_key,
      });
      lead.answer = await n8n.post(world.webhookPath('leadIntakeTrigger', 'google'), body);
    },
  };
}

/** The firm's web server passes on a form; `change` overwrites or empties single fields. */
export function websiteForm(person: Person, questions: Questions, change: Questions = {}): DemoStep {
  return {
    say: 'The website sends a form',
    run: async (world, lead) => {
      const { n8n, secrets } = world.playground;
      const { name: full_name, ...rest } = person;
      const own = { full_name, ...rest, citizenship: person.country, message: '', submission_id: crypto.randomUUID(), form_token: secrets.website_token };
      const fields = formFields({ ...own, ...questions, ...change });
      lead.answer = await n8n.post(world.webhookPath('leadIntakeTrigger', 'website'), fields);
    },
  };
}

/** The delivery was taken and has become a lead. */
export function becomesALead(): DemoStep {
  return {
    say: 'the delivery becomes a lead',
    run: async (world, lead) => {
      const { status, body, text } = lead.answer ?? { status: 0, body: null, text: 'no answer' };
      const deliveryId = (body as { delivery_id?: string } | null)?.delivery_id;
      if (status !== 200 || !deliveryId) throw new Error(`the delivery was answered ${status}: ${text}`);
      lead.lead_id = await world.leadOf(deliveryId);
    },
  };
}

/** Waits for the firm's events to say so. */
export function until(say: string, holds: (story: LeadStory) => boolean): DemoStep {
  return {
    say,
    run: async (world, lead) => {
      if (!lead.lead_id) throw new Error('it never became a lead');
      lead.story = await world.until(lead.lead_id, say, holds);
    },
  };
}

/** Whoever owns this lead's opportunity in that role fills in a form of the templates. */
export function fillsInForm(say: string, form: RegExp, role: 'setter' | 'closer' | 'ops', answers: Answers): DemoStep {
  return {
    say,
    run: async (world, lead) => {
      const { n8n, secrets } = world.playground;
      const who = { opportunity_id: opportunityOf(lead), acting_user_id: lead.story?.owners[role] ?? PEOPLE[role] };
      await postForm(n8n, world.form(form), { ...who, ...answers }, secrets.forms_password);
    },
  };
}

/** The client books by Calendly with the link that carries the opportunity. */
export function booksConsultation(person: Person, hostEmail: string): DemoStep {
  return {
    say: 'the client books by Calendly',
    run: async (world, lead) => {
      const { n8n, secrets } = world.playground;
      const start = lead.consultation_at;
      const booking: CalendlyBooking = {
        invitee: uuidOf(person.email),
        email: person.email,
        utmContent: opportunityOf(lead),
        hostEmail,
        startTime: start.toISOString(),
        endTime: new Date(start.getTime() + 45 * 60_000).toISOString(),
      };
      const body = calendlyBody('invitee.created', booking);
      const signature = calendlySignature(body, secrets.calendly_signing_key, new Date());
      const answer = await n8n.post(world.webhookPath('bookingEventTrigger'), body, { 'calendly-webhook-signature': signature });
      if (answer.status !== 200) throw new Error(`Calendly's delivery was answered ${answer.status}: ${answer.text}`);
    },
  };
}

/** The client opens the payment link and pays, or the bank declines the card; Stripe tells us by its signed webhook. */
export function atCheckout(what: 'pays' | 'is declined'): DemoStep {
  return {
    say: what === 'pays' ? 'the client pays and Stripe says so' : 'the card is declined and Stripe says so',
    run: async (world, lead) => {
      const { n8n, stripe } = world.playground;
      if (lead.stripe_events.length === 0) {
        const session = stripe.checkout.open(await linkOf(world, opportunityOf(lead))).id;
        lead.stripe_events = what === 'pays' ? stripe.checkout.pay(session) : stripe.checkout.decline(session);
      }
      const statuses = await stripe.deliver(n8n.baseUrl + world.webhookPath('paymentEventTrigger'), lead.stripe_events);
      if (statuses.some((status) => status !== 200)) throw new Error(`Stripe's deliveries were answered ${statuses.join(', ')}`);
    },
  };
}

async function linkOf(world: DemoWorld, opportunityId: string): Promise<string> {
  const item = await world.newestItem((json) => json['opportunity_id'] === opportunityId && typeof json['link_id'] === 'string');
  if (!item) throw new Error('no payment link was made for it');
  return String(item['link_id']);
}

function opportunityOf(lead: DemoLeadState): string {
  if (!lead.story?.opportunity_id) throw new Error('it has no opportunity');
  return lead.story.opportunity_id;
}
