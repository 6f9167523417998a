import {
  scoringSettings,
  type AssessInput,
  type ClassifiedLead,
  type ScoringSettings,
} from '../../../engine/core/scoring';
import type { z } from 'zod';

export const AT = new Date('2026-01-15T10:00:00Z');

export function settingsOf(document: z.input<typeof scoringSettings> = {}): ScoringSettings {
  return scoringSettings.parse(document);
}

type Lead = AssessInput['lead'];

/** A lead that says nothing, with what a test adds. */
export function leadWith(fields: Partial<Lead> = {}): Lead {
  const nothing: ClassifiedLead = {
    answers: {},
    message: null,
    first_touch: { click_ids: {}, platform: {} },
    last_touch: { click_ids: {}, platform: {} },
    intent_guess: null,
    residence_country: null,
    citizenship_country: null,
    phone: { e164: '+919812345678', country: 'IN', extension: null, guessed: false, type: 'MOBILE' },
    email: 'priya@example.com',
    source_channel: 'website',
    spam_score: 0,
    captured_at: AT,
  };
  return { ...nothing, language: 'en', is_test: false, ...fields };
}

/** Everything that `assessLead` takes, for a first-time prospect with service consent by WhatsApp. */
export function inputWith(
  lead: Partial<Lead> = {},
  more: Partial<Omit<AssessInput, 'lead' | 'prospect'>> & { prospect?: Partial<AssessInput['prospect']> } = {},
): AssessInput {
  return {
    settings: settingsOf(),
    overrides: {},
    currency: 'CAD',
    at: AT,
    ...more,
    lead: leadWith(lead),
    prospect: {
      engagement_level: 'Low',
      consents: [{ channel: 'whatsapp', purpose: 'service', status: 'granted' }],
      unanswered_attempts: 0,
      earlier_disqualification: null,
      identity_open: false,
      ...more.prospect,
    },
  };
}

/** The answers of a lead worth 70 points: intent, timeline, budget and documents. */
export const STRONG_ANSWERS = {
  'What are you interested in?': 'Permanent Residence (PR)',
  'When do you want to apply?': 'Within 3 months',
  'Are you comfortable with a professional fee?': 'Yes',
  'Are your documents ready?': 'Partially',
};
