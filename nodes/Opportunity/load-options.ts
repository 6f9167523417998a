import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { formatMoney } from '../../engine/core/money';
import { opportunityChoices, type OpportunityChoices } from '../../engine/queries/opportunity';
import { openAccount } from '../shared';

/** Lists of the node's panel, from the firm's settings in force. */
async function choices(context: ILoadOptionsFunctions): Promise<OpportunityChoices> {
  const { store, accountId } = await openAccount(context);
  return opportunityChoices(store, accountId, new Date());
}

export async function getPackages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const { packages } = await choices(this);
  return packages.map(({ code, name, scenario, price_minor, currency }) => ({
    name: `${name} (${price_minor === null ? 'no price yet' : formatMoney(price_minor, currency)})`,
    value: code,
    description: scenario,
  }));
}

export async function getLossReasons(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const { loss_reasons } = await choices(this);
  return loss_reasons.map((code) => ({ name: titleOf(code), value: code }));
}

/** `too_expensive` → `Too Expensive`. */
function titleOf(code: string): string {
  return code.replace(/(^|_)(\p{L})/gu, (_match, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase());
}
