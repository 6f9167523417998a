/** What the load process is asked to send; crosses a process boundary as JSON. */
export interface LoadPlan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is, with every `{{n}}` replaced by the delivery's number. */
  readonly body: string;
  /** Number of the first delivery, so that no two of a run are alike. */
  readonly first: number;
  /** Deliveries a second, evenly spaced. */
  readonly rate: number;
  readonly seconds: number;
}

/** What came of a plan; times in milliseconds. */
export interface LoadResult {
  readonly sent: number;
  /** Count of answers by status code; `failed` counts deliveries without an answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Of the 2xx answers, from the instant the delivery was due (not: was sent) to the last byte of its answer. */
  readonly latencies: readonly number[];
  /** How much later than due each delivery left: what the generator itself adds to the latencies. */
  readonly lateness: readonly number[];
  /** Distinct messages of deliveries without an answer. */
  readonly errors: readonly string[];
}

export const ANSWER_MS = 60_000;
