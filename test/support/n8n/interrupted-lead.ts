import { setTimeout as delay } from 'node:timers/promises';
import { newLeadState, type DemoLeadState, type DemoStep } from '../../../scripts/demo/demo-steps';
import type { DemoWorld } from '../../../scripts/demo/demo-world';

/** When n8n is killed: `after_ms` after this step has begun, or as soon as it is over (`null`). */
export interface Moment {
  /** The step's own words. */
  readonly step: string;
  readonly after_ms: number | null;
}

const TRIES = 6;
const PAUSE_MS = 3_000;

/** One lead on its way through steps that n8n's death interrupts once. */
export class InterruptedLead {
  readonly state: DemoLeadState = newLeadState();
  private next = 0;

  constructor(
    readonly name: string,
    private readonly world: DemoWorld,
    private readonly steps: readonly DemoStep[],
  ) {}

  /** Takes the lead up to the moment, kills n8n there, and starts it again. */
  async killAt({ step, after_ms }: Moment): Promise<void> {
    const index = this.steps.findIndex(({ say }) => say === step);
    const interrupted = this.steps[index];
    if (!interrupted) throw new Error(`No step "${step}"; there are: ${this.steps.map(({ say }) => say).join(', ')}`);
    await this.upTo(index);
    const { n8n } = this.world.playground;
    const running = interrupted.run(this.world, this.state).then(
      () => true,
      () => false,
    );
    if (after_ms === null) await running;
    else await delay(after_ms);
    await n8n.kill9();
    // What got no answer is sent again, as the source, the client or the colleague at the form would do.
    this.next = (await running) ? index + 1 : index;
    await n8n.restart();
  }

  async finish(): Promise<void> {
    await this.upTo(this.steps.length);
  }

  private async upTo(end: number): Promise<void> {
    for (; this.next < end; this.next += 1) await this.insist(this.steps[this.next]!);
  }

  /** A form that says it was saved before counts as saved: the answer was lost, not the work. */
  private async insist(step: DemoStep): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await step.run(this.world, this.state);
      } catch (error) {
        if (/ says: /.test((error as Error).message)) return;
        if (attempt === TRIES) throw new Error(`${this.name}, "${step.say}": ${(error as Error).message}`);
        await delay(PAUSE_MS);
      }
    }
  }
}
