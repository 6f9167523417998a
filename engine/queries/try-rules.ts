import { DomainError, type Problem } from '../core/errors';
import { type ClassificationRule, classificationRule, type RuleTrial, type TriedRules, tryRules } from '../core/scoring';
import { checkSettings } from '../core/settings/check-settings';
import { currentSettings, type Store } from '../store';

export interface TryRulesInput {
  readonly trials: readonly RuleTrial[];
  /** Rules that are not in the settings yet, tried before the firm's. */
  readonly drafts: readonly unknown[];
  readonly at: Date;
}

export interface TriedText extends TriedRules {
  readonly text: string;
  readonly settings_version: number;
}

/**
 * SC-02: what the firm's rules, and rules it thinks of adding, make of texts. Nothing is stored.
 * @throws DomainError `RULES_INVALID` with every mistake of the drafts
 */
export async function tryRulesOn(store: Store, accountId: string, { trials, drafts, at }: TryRulesInput): Promise<TriedText[]> {
  return store.transaction(accountId, async (tx) => {
    const { settings, version } = await currentSettings(tx, at);
    const scoring = drafts.length === 0 ? settings.scoring : { ...settings.scoring, rules: [...checkedDrafts(drafts), ...settings.scoring.rules] };
    return trials.map((trial) => ({ text: trial.text, settings_version: version, ...tryRules(trial, scoring, settings.firm.currency) }));
  });
}

function checkedDrafts(drafts: readonly unknown[]): ClassificationRule[] {
  const check = checkSettings({ scoring: { rules: drafts } });
  const problems: readonly Problem[] = check.ok ? [] : check.problems.map(({ field, message }) => ({ field: field.replace(/^scoring\./, ''), message }));
  if (problems.length > 0) throw new DomainError('RULES_INVALID', `The rules to try have mistakes: ${problems.map(({ field, message }) => `${field}: ${message}`).join('; ')}`, problems);
  return drafts.map((draft) => classificationRule.parse(draft));
}
