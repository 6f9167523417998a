import type { AiQuestion, AiSettings, AiUsage } from '../../core/scoring';

/** Millionths of a currency unit: tokens × minor units a million tokens ÷ 100. */
export function costMicros({ prices }: AiSettings, { input_tokens, output_tokens }: Pick<AiUsage, 'input_tokens' | 'output_tokens'>): number {
  return Math.ceil((input_tokens * prices.input_minor + output_tokens * prices.output_minor) / 100);
}

/** What a question costs at most: no tokeniser makes more tokens than characters of other scripts, or than a third of Latin ones. */
export function mostMicros(settings: AiSettings, { system, user, max_output_tokens, fields }: AiQuestion): number {
  const schema = 80 * Object.keys(fields).length;
  const foreign = user.replace(/[\u0000-\u024f]/g, '').length;
  const input_tokens = Math.ceil((system.length + user.length - foreign) / 3) + foreign + schema;
  return costMicros(settings, { input_tokens, output_tokens: max_output_tokens });
}

/** Minor units as millionths of the unit. */
export function budgetMicros(minor: number): number {
  return minor * 10_000;
}
