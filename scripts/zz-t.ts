import { ruleBooks } from '/work/wt/classify/engine/core/scoring/rule-books';
import { scoringSettings } from '/work/wt/classify/engine/core/scoring';
import { scanText } from '/work/wt/classify/engine/core/scoring/scan-phrases';
const b = ruleBooks(scoringSettings.parse({}));
for (const t of process.argv.slice(2)) { const s = scanText(t, b.text); console.log(t, '→', s.language, b.text.words(t).join(' ')); for (const h of s.hits) console.log('   ', h.field, h.value, h.excluded ? 'NOT ' + h.excluded : '', `'${h.words}' ~ ${h.phrase}`, h.strength, h.negated ? 'NEG' : ''); }
