import { openAiClassifier } from '../engine/adapters/openai';
import { judgeWithAi } from './classifier/evaluate-ai';
import { type Judged, judgeByRules } from './classifier/evaluate';
import { HALVES, LABEL_FIELDS, labelledTexts } from './classifier/labelled-texts';
import { accuracyTable, confusionTable } from './classifier/report';

const LIMITS = { timeout_seconds: 60, retries: 4 };

/**
 * `npm run eval:classifier`: accuracy and confusion of the rules on the evaluation set, and every mistake on the written half.
 * With `-- --base-url <url> --model <name> --key-env <variable>` the same for rules + AI on an OpenAI-compatible endpoint.
 */
async function main(args: readonly string[]): Promise<void> {
  const flag = (name: string): string | undefined => (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined);
  for (const half of HALVES) {
    const judged = judgeByRules(labelledTexts(half));
    print(`Rules alone, ${half} half`, judged);
    // Mistakes of the held-out half stay unread, so that nobody writes rules for them.
    if (half === 'written') printMistakes(judged);
  }
  const model = flag('model');
  if (!model) return;
  const apiKey = process.env[flag('key-env') ?? 'OPENAI_API_KEY'] ?? '';
  const access = { apiKey, baseUrl: flag('base-url') ?? 'https://api.openai.com/v1', model, format: flag('format') === 'object' ? ('object' as const) : ('schema' as const) };
  const { judged, failures, input_tokens, output_tokens } = await judgeWithAi(labelledTexts('held-out'), openAiClassifier(access, LIMITS));
  print(`Rules + ${model}, held-out half`, judged);
  console.log(`${input_tokens} tokens in, ${output_tokens} out; failures: ${JSON.stringify(failures)}`);
}

function print(title: string, judged: readonly Judged[]): void {
  console.log(`\n# ${title}\n\n${accuracyTable(judged)}\n`);
  for (const field of LABEL_FIELDS) console.log(`${confusionTable(judged, field)}\n`);
}

function printMistakes(judged: readonly Judged[]): void {
  for (const field of LABEL_FIELDS) {
    for (const { language, text, labels, answer } of judged) {
      if (labels[field] !== answer[field]) console.log(`${language} ${field}: ${labels[field] ?? 'none'} read as ${answer[field] ?? 'none'}: ${text}`);
    }
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
