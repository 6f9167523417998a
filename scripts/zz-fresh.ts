import { readFileSync } from 'node:fs';
import { byRules } from '/work/wt/classify/scripts/classifier/evaluate';
let all = 0, ok = 0;
for (const lang of ['en','fr','es','pt','hi','pa','ar','tl']) {
  const lines = readFileSync(`${process.argv[2]}/${lang}.txt`, 'utf8').split('\n').filter(Boolean);
  let right = 0; const bad: string[] = [];
  for (const line of lines) { const [want, text] = [line.slice(0, line.indexOf('|')).trim() || null, line.slice(line.indexOf('|') + 1).trim()];
    const got = byRules(text).intent_family; if (got === want) right++; else bad.push(`   want ${want} got ${got} | ${text}`); }
  all += lines.length; ok += right;
  console.log(lang, right, '/', lines.length, (right / lines.length).toFixed(3)); console.log(bad.join('\n'));
}
console.log('all', (ok / all).toFixed(3));
