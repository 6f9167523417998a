import { openAiClassifier } from '../engine/adapters/openai';
import { mapLimited } from '../engine/commands/payments/map-limited';
import { questionOf, scoringSettings } from '../engine/core/scoring';
import { FakeOpenAi, saying } from '../test/support/fake-openai';
import { printTable } from './support/print-table';

const CALLS = 500;
const AT_ONCE = 50;
const SLOW_MS = 400;
/** What the AI path may take on top at most. */
const MOST_MB = 100;

/** Fifty calls at a time against a slow model on loopback: memory on top, and whether every answer came. */
export async function benchAi(): Promise<boolean> {
  const good = saying({ intent_family: { value: 'PR', confidence: 0.95 } });
  const fake = await FakeOpenAi.start((question, call) => ({ ...(good(question, call) as { content: string }), after_ms: SLOW_MS }));
  const settings = scoringSettings.parse({ ai: { enabled: true } });
  const classifier = openAiClassifier({ apiKey: 'sk-test', baseUrl: fake.baseUrl, model: 'gpt-test', format: 'schema' }, { timeout_seconds: 30, retries: 0 });
  const ask = (text: string) => {
    const question = questionOf({ message: text, answers: {} }, settings.ai.fields, settings);
    if (!question) throw new Error('a message makes a question');
    return classifier.classify(question);
  };
  // The SDK's own code is loaded once, whatever the number of calls.
  await ask('warm up');
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const start = performance.now();
  const replies = await mapLimited(Array.from({ length: CALLS }, (_, index) => index), AT_ONCE, (index) => ask(`The maple country is calling ${index} ${'word '.repeat(200)}`));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  await fake.stop();
  const answered = replies.filter(({ ok }) => ok).length;
  const grown = (most - before) / 1_048_576;
  console.log(`\n${CALLS} questions, ${AT_ONCE} at a time, each answered after ${SLOW_MS} ms; the stand-in for the model runs in the same process`);
  printTable(['answered', 'most at once', 'seconds', 'MB on top'], [[answered, fake.most_open, seconds.toFixed(1), grown.toFixed(0)]]);
  const isGood = answered === CALLS && grown <= MOST_MB;
  if (!isGood) console.log(`MISSED: every question answered, and at most ${MOST_MB} MB on top.`);
  return isGood;
}
