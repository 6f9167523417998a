import type { INodeExecutionData } from 'n8n-workflow';

/** Leads that come this soon after the last start wait for the next one. */
export const PAUSE_MS = 1_000;
/** Keeps the data of one execution small. */
const MOST_ITEMS = 500;

/**
 * Starts the workflow at once for a lead that comes alone, and for many that come together once per pause: an execution
 * costs n8n more than a hundred leads cost us (docs/decisions/0009). What waits here is durable already; should n8n die,
 * the sweep offers it again.
 */
export class Gatherer {
  private waiting: INodeExecutionData[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly start: (items: INodeExecutionData[]) => void) {}

  add(items: readonly INodeExecutionData[]): void {
    this.waiting.push(...items);
    if (this.timer !== undefined && this.waiting.length < MOST_ITEMS) return;
    this.flush();
  }

  /** Starts what waits; nothing is added afterwards. */
  stop(): void {
    this.flush();
    clearTimeout(this.timer);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const items = this.waiting;
    this.waiting = [];
    this.timer = setTimeout(() => this.flush(), PAUSE_MS);
    this.start(items);
  }
}
