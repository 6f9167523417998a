import { type Judged, judgeByRules } from './classifier/evaluate';
import { HALVES, LABEL_FIELDS, labelledTexts } from './classifier/labelled-texts';
import { accuracyTable, confusionTable } from './classifier/report';

/** `npm run eval:classifier`: accuracy, confusion and every mistake of the rules on the evaluation set. */
function main(): void {
  for (const half of HALVES) {
    const judged = judgeByRules(labelledTexts(half));
    console.log(`\n# Rules alone, ${half} half\n\n${accuracyTable(judged)}\n`);
    for (const field of LABEL_FIELDS) console.log(`${confusionTable(judged, field)}\n`);
    // Mistakes of the held-out half stay unread, so that nobody writes rules for them.
    if (half === 'written') printMistakes(judged);
  }
}

function printMistakes(judged: readonly Judged[]): void {
  for (const field of LABEL_FIELDS) {
    for (const { language, text, labels, answer } of judged) {
      if (labels[field] !== answer[field]) console.log(`${language} ${field}: ${labels[field] ?? 'none'} read as ${answer[field] ?? 'none'}: ${text}`);
    }
  }
}

main();
