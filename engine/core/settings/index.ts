import { z } from 'zod';

import { handoffSettings } from '../handoff/settings';
import { intakeSettings } from '../lead/settings';
import { messagingSettings } from '../messaging/settings';
import { learningSettings } from '../learning/settings';
import { currencyCode, timeZone } from '../model/fields';
import { offersSettings } from '../offer/settings';
import { pipelineSettings } from '../opportunity/settings';
import { paymentSettings } from '../payment/settings';
import { routingSettings } from '../routing/settings';
import { usersSettings } from '../routing/users';
import { scoringSettings } from '../scoring/settings';
import { slaSettings } from '../sla/settings';

const firm = z
  .object({
    name: z.string().trim().min(1).default('New firm'),
    time_zone: timeZone.default('America/Toronto'),
    currency: currencyCode.default('CAD'),
  })
  .strict()
  .default({});

/** The one settings document of a firm (PK-04): every part has defaults, unknown keys are mistakes. */
export const firmSettings = z
  .object({
    firm,
    intake: intakeSettings,
    scoring: scoringSettings,
    learning: learningSettings,
    users: usersSettings,
    routing: routingSettings,
    sla: slaSettings,
    pipeline: pipelineSettings,
    offers: offersSettings,
    payment: paymentSettings,
    handoff: handoffSettings,
    messaging: messagingSettings,
  })
  .strict();
export type FirmSettings = z.output<typeof firmSettings>;

/** What a firm works under until it applies a document of its own (version 0). */
export const DEFAULT_SETTINGS: FirmSettings = firmSettings.parse({});
