import { newLeadState } from './demo-steps';
import type { DemoWorld } from './demo-world';
import type { DemoLead } from './scenario';

/** How one lead ended. `note` says why when it did not end as expected. */
export interface DemoResult {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
  readonly got: string;
  readonly good: boolean;
  readonly score: string;
  /** Setter, then closer; empty for a lead without an opportunity. */
  readonly owners: string;
  readonly note: string;
  readonly opportunity_id: string | null;
}

/** Takes the leads through their steps, one after another; a lead that fails does not stop the next. */
export async function runScenario(world: DemoWorld, leads: readonly DemoLead[], say: (line: string) => void): Promise<DemoResult[]> {
  const results: DemoResult[] = [];
  for (const lead of leads) results.push(await runLead(world, lead, say));
  return results;
}

async function runLead(world: DemoWorld, lead: DemoLead, say: (line: string) => void): Promise<DemoResult> {
  const state = newLeadState();
  let note = '';
  for (const step of lead.steps) {
    say(`${lead.name}: ${step.say}`);
    try {
      await step.run(world, state);
    } catch (error) {
      note = `"${step.say}": ${(error as Error).message}`;
      break;
    }
  }
  if (state.lead_id) state.story = await world.story(state.lead_id);
  const got = lead.ending(state);
  const { story } = state;
  const score = story?.score === null || story?.score === undefined ? '' : `${story.score} ${story.band ?? ''}`.trim();
  const owners = [story?.owners['setter'], story?.owners['closer']].filter(Boolean).join(', ');
  return { name: lead.name, source: lead.source, expected: lead.expected, got, good: note === '' && got === lead.expected, score, owners, note, opportunity_id: story?.opportunity_id ?? null };
}
