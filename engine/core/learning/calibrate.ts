import { z } from 'zod';

import { logit, sigmoid } from './fit-logistic';

/** Turns a model's log-odds into honest ones. */
export const calibration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('platt'), slope: z.number().nonnegative(), intercept: z.number() }),
  /** Rising steps, joined by straight lines between their middles. */
  z.object({ kind: z.literal('isotonic'), points: z.array(z.object({ raw: z.number(), calibrated: z.number() })).min(1) }),
]);
export type Calibration = z.infer<typeof calibration>;

interface Unseen {
  readonly logits: Float64Array;
  readonly labels: Uint8Array;
}

/** From here on there is enough to follow any rising shape; below, a line in log-odds. */
const ISOTONIC_FROM = { leads: 5000, each: 500 };

/** Learned from predictions for leads that the predicting model had not seen. */
export function calibrate(unseen: Unseen): Calibration {
  const won = unseen.labels.reduce((sum, label) => sum + label, 0);
  const enough = unseen.labels.length >= ISOTONIC_FROM.leads && Math.min(won, unseen.labels.length - won) >= ISOTONIC_FROM.each;
  return enough ? isotonic(unseen) : platt(unseen);
}

export function calibrated(how: Calibration, raw: number): number {
  if (how.kind === 'platt') return how.slope * raw + how.intercept;
  const { points } = how;
  const right = points.findIndex((point) => point.raw >= raw);
  const above = points[right];
  const below = right < 0 ? points.at(-1) : points[right - 1];
  if (!above || !below) return (above ?? below)?.calibrated ?? raw;
  const share = (raw - below.raw) / (above.raw - below.raw);
  return below.calibrated + share * (above.calibrated - below.calibrated);
}

/** As if so many leads had said that the model's log-odds are right as they are: keeps a small sample's slope near 1. */
const TRUST_IN_MODEL = 5;

/** Slope and intercept by Newton's method, with Platt's softened outcomes. */
function platt({ logits, labels }: Unseen): Calibration {
  const won = labels.reduce((sum, label) => sum + label, 0);
  const soft = { won: (won + 1) / (won + 2), lost: 1 / (labels.length - won + 2) };
  let [slope, intercept] = [1, 0];
  for (let step = 0; step < 50; step += 1) {
    let [gradientSlope, gradientIntercept, curveSlope, curveBoth, curveIntercept] = [TRUST_IN_MODEL * (1 - slope), 0, TRUST_IN_MODEL, 0, 1e-9];
    logits.forEach((raw, row) => {
      const probability = sigmoid(slope * raw + intercept);
      const residual = (labels[row] ? soft.won : soft.lost) - probability;
      const curve = probability * (1 - probability);
      gradientSlope += residual * raw;
      gradientIntercept += residual;
      curveSlope += curve * raw * raw;
      curveBoth += curve * raw;
      curveIntercept += curve;
    });
    const determinant = curveSlope * curveIntercept - curveBoth * curveBoth;
    const moved = [(curveIntercept * gradientSlope - curveBoth * gradientIntercept) / determinant, (curveSlope * gradientIntercept - curveBoth * gradientSlope) / determinant] as const;
    slope += moved[0];
    intercept += moved[1];
    if (Math.abs(moved[0]) + Math.abs(moved[1]) < 1e-9) break;
  }
  return slope >= 0 ? { kind: 'platt', slope, intercept } : { kind: 'platt', slope: 0, intercept: logit((won + 1) / (labels.length + 2)) };
}

interface Block {
  raw: number;
  won: number;
  leads: number;
}

/** Pool adjacent violators, over groups of neighbours so that no step hangs on a handful of leads. */
function isotonic({ logits, labels }: Unseen): Calibration {
  const order = Array.from(logits.keys()).sort((left, right) => (logits[left] ?? 0) - (logits[right] ?? 0));
  const size = Math.max(50, Math.ceil(order.length / 100));
  const blocks: Block[] = [];
  for (let start = 0; start < order.length; start += size) {
    const members = order.slice(start, start + size);
    blocks.push({ raw: members.reduce((sum, row) => sum + (logits[row] ?? 0), 0), won: members.reduce((sum, row) => sum + (labels[row] ?? 0), 0), leads: members.length });
    while (blocks.length > 1 && falls(blocks)) merge(blocks);
  }
  const base = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const points = blocks.map(({ raw, won, leads }) => ({ raw: raw / leads, calibrated: logit((won + base) / (leads + 1)) }));
  return { kind: 'isotonic', points: points.map(({ raw }, index) => ({ raw, calibrated: Math.max(...points.slice(0, index + 1).map((point) => point.calibrated)) })) };
}

function falls(blocks: readonly Block[]): boolean {
  const [before, last] = blocks.slice(-2);
  return before !== undefined && last !== undefined && before.won / before.leads >= last.won / last.leads;
}

function merge(blocks: Block[]): void {
  const last = blocks.pop();
  const before = blocks.at(-1);
  if (!last || !before) return;
  before.raw += last.raw;
  before.won += last.won;
  before.leads += last.leads;
}
