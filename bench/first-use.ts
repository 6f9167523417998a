import { startN8n } from '../test/support/n8n/start-n8n';
import { BARE_PATH, bareWorkflow, DELIVERY_BODY, intakeCredentials, intakeWorkflow, OUR_PATH } from './support/intake-workflows';
import { peakDuring, residentMb } from './support/process-usage';

/** What the first use of a new embedded store may add to n8n's resident memory, at its highest. */
const MOST_MB = 150;
const WARM_UP = 30;
const SETTLE_MS = 5_000;

/** Publishes the first trigger of a new embedded store and sends its first delivery, in an n8n whose own webhook code is warm. */
export async function benchFirstUse(pack: string): Promise<boolean> {
  const n8n = await startN8n({
    workflows: [bareWorkflow, intakeWorkflow],
    credentials: intakeCredentials(null),
    publish: [bareWorkflow.id],
    ...(pack ? { packageDir: pack } : {}),
  });
  try {
    for (let index = 0; index < WARM_UP; index += 1) await n8n.post(BARE_PATH, DELIVERY_BODY);
    await settle();
    const before = residentMb(n8n.pid());
    const started = performance.now();
    let status = 0;
    let seconds = 0;
    const peak = await peakDuring(n8n.pid(), async () => {
      // Publishing opens the store: that is where a new one is made.
      await n8n.publish([intakeWorkflow.id]);
      status = (await n8n.post(OUR_PATH, DELIVERY_BODY.replaceAll('{{n}}', '1'))).status;
      seconds = (performance.now() - started) / 1_000;
      await settle();
    });
    const after = residentMb(n8n.pid());
    const fits = status === 200 && peak - before <= MOST_MB;
    console.log(`\nFirst use of a new embedded store: made and the first delivery answered ${status} after ${seconds.toFixed(1)} s; n8n's memory ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most (+${(peak - before).toFixed(0)}), ${after.toFixed(0)} MB after (+${(after - before).toFixed(0)})`);
    console.log(fits ? `Within ${MOST_MB} MB.` : `MISSED: at most ${MOST_MB} MB are allowed.`);
    return fits;
  } finally {
    await n8n.stop();
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
}
