// zod 4's API, unlike the rest of the engine: it writes the JSON Schema that case ops program against.
import { z } from 'zod/v4';

const text = (description: string) => z.string().min(1).nullable().describe(description);
const minorUnits = (description: string) => z.int().positive().nullable().describe(description);

/**
 * P11.4: the data contract between Sales and Case Ops. A field is null only where the firm's settings make it
 * optional. It holds what ops needs to start and no more: no raw lead, no score, no message history.
 */
export const handoffPayload = z
  .strictObject({
    schema_version: z.literal(1).describe('Version of this schema; a new version is announced in the changelog'),
    client: z.strictObject({
      name: text('Full name as the client writes it'),
      email: text('E-mail address, lower case'),
      phone: text('Phone number in E.164, e.g. +14165550123'),
      language: text('Language the client is served in, ISO 639, e.g. en'),
      time_zone: text("The client's IANA time zone, e.g. America/Toronto"),
    }),
    intent: z.strictObject({
      intent_family: text('What the client wants, e.g. PR, Work, Study'),
      program_family: text('Program, e.g. Express Entry, Study Permit'),
      urgency: z.enum(['High', 'Normal']).nullable().describe('High when the client must act within 30 days or said so'),
    }),
    context: z.strictObject({
      consult_summary: z
        .strictObject({
          context_goals: z.string().min(1).describe("The client's goals"),
          situation: z.string().min(1).describe('Facts of the case'),
          options: z.string().min(1).describe('Options presented, with their trade-offs'),
          recommendation: z.string().min(1).describe('Recommended path and why'),
        })
        .nullable()
        .describe('Consultation notes by the agenda of the consultation'),
      risks_discussed: z
        .strictObject({
          eligibility_uncertainty: z.boolean(),
          timelines: z.boolean(),
          client_effort: z.boolean(),
          external_dependencies: z.boolean(),
          notes: z.string().min(1).describe('What was said about uncertainty'),
        })
        .nullable()
        .describe('Which of the four risks the closer covered with the client'),
      constraints: text('What limits the case: budget, dates, family; "None" when there are none'),
    }),
    offer: z.strictObject({
      offer_id: z.uuid(),
      package_code: text("The package's code in the firm's catalogue"),
      package_name: text('Package that the client bought'),
      price_minor: minorUnits('Price in integer minor units of currency (cents for CAD, whole yen for JPY)'),
      currency: z.string().length(3).nullable().describe('ISO 4217 code'),
      terms_version: text('Version of the terms that the client agreed to'),
    }),
    payment: z.strictObject({
      payment_id: z.uuid().nullable().describe('Payment record in the Sales OS'),
      provider: z.literal('stripe'),
      provider_payment_id: text("The provider's id of the payment, e.g. a Stripe payment intent"),
      amount_minor: minorUnits('Amount received, in minor units of currency'),
      currency: z.string().length(3).describe('ISO 4217 code'),
      paid_at: z.iso.datetime().nullable().describe('When the payment succeeded, UTC'),
      verified_by: z.enum(['webhook', 'api']).describe('How it was proved: signed webhook, or fetched from the provider with the secret key'),
    }),
    notes: z.strictObject({
      consult_summary_ref: text('Reference of the stored consultation notes'),
      consult_summary_url: z.url().nullable().describe('Where to read them; null when the firm has set no address'),
      attachments: z.array(z.string().min(1)).describe('References of supporting documents; may be empty'),
    }),
    internal: z.strictObject({
      account_id: z.string().min(1),
      opportunity_id: z.uuid(),
      closer_id: text('User id of the closer'),
      priority_flag: text('Why ops should take it first; null when there is no reason'),
    }),
  })
  .meta({ title: 'Case Opened handoff payload', $id: 'urn:n8n-nodes-sales-os:handoff-payload:1' });
export type HandoffPayload = z.infer<typeof handoffPayload>;

/** The payload's JSON Schema (2020-12), published in docs/handoff-payload.schema.json. */
export function handoffPayloadJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(handoffPayload) as Record<string, unknown>;
}
