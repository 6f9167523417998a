import { labelledTexts, LABEL_FIELDS } from '/work/wt/classify/scripts/classifier/labelled-texts';
import { judgeByRules, accuracyOf } from '/work/wt/classify/scripts/classifier/evaluate';
const half = (process.argv[2] ?? 'written') as 'written';
const show = process.argv[3] === 'show';
const judged = judgeByRules(labelledTexts(half));
for (const lang of [...new Set(judged.map((j) => j.language)), 'all']) {
  const mine = judged.filter((j) => lang === 'all' || j.language === lang);
  console.log(lang, LABEL_FIELDS.map((f) => { const a = accuracyOf(mine, f); return `${f.slice(0, 7)} ${(a.right / a.of).toFixed(3)}`; }).join('  '));
}
if (show) for (const j of judged) for (const f of LABEL_FIELDS) if (j.labels[f] !== j.answer[f]) console.log(`${j.language} ${f.slice(0,8)}: want ${j.labels[f]} got ${j.answer[f]} | ${j.text}`);
