import type { Classification, ConsultationNotes, PaymentState, Qualification, Stage } from '../model';

/** All that the handoff is built from; null = not there. */
export interface HandoffFacts {
  readonly account_id: string;
  readonly opportunity: {
    readonly id: string;
    readonly stage: Stage;
    readonly closer_id: string | null;
    readonly intent_family: string | null;
    readonly program_family: string | null;
    readonly priority: boolean;
    readonly qualification: Qualification | null;
    readonly consultation: ConsultationNotes | null;
    readonly consultation_at: Date | null;
  };
  readonly client: {
    readonly full_name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly language: string | null;
    readonly time_zone: string | null;
  };
  readonly classification: Pick<Classification, 'intent_family' | 'program_family' | 'urgency'> | null;
  /** The offer that was paid; the newest one while nothing is paid. */
  readonly offer: {
    readonly id: string;
    readonly package_code: string;
    readonly package_name: string;
    readonly price_minor: number;
    readonly currency: string;
    readonly terms_version: string;
    readonly terms_locked_at: Date | null;
  } | null;
  readonly payment: {
    readonly id: string;
    readonly status: PaymentState;
    readonly provider_payment_id: string | null;
    readonly amount_minor: number;
    readonly currency: string;
    readonly paid_at: Date | null;
    readonly verified_by: 'webhook' | 'api' | null;
  } | null;
  /** References that a person gave for the payload; never files. */
  readonly attachments: readonly string[];
  readonly priority_flag: string | null;
}
