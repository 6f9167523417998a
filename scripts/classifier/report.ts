import { table } from '../generate/markdown';
import { type Accuracy, accuracyOf, confusionOf, type Judged } from './evaluate';
import { LABEL_FIELDS, type LabelField } from './labelled-texts';

export const LANGUAGE_NAMES = { en: 'English', fr: 'French', es: 'Spanish', pt: 'Portuguese', hi: 'Hindi', pa: 'Punjabi', ar: 'Arabic', tl: 'Tagalog' } as const;

/** Share of right answers per field, a row a language and one for all. */
export function accuracyTable(judged: readonly Judged[]): string {
  const languages = [...new Set(judged.map(({ language }) => language))];
  const rows = languages.map((language) => rowOf(LANGUAGE_NAMES[language], judged.filter((one) => one.language === language)));
  return table(['language', 'texts', ...LABEL_FIELDS.map((field) => `\`${field}\``)], [...rows, rowOf('**all**', judged)]);
}

function rowOf(name: string, judged: readonly Judged[]): string[] {
  return [name, String(judged.length), ...LABEL_FIELDS.map((field) => share(accuracyOf(judged, field)))];
}

export function share({ right, of }: Accuracy): string {
  return of === 0 ? '–' : (right / of).toFixed(3);
}

/** Expected values down, answered values across. */
export function confusionTable(judged: readonly Judged[], field: LabelField): string {
  const confusion = confusionOf(judged, field);
  const names = [...new Set([...confusion.keys(), ...[...confusion.values()].flatMap((row) => [...row.keys()])])].sort((a, b) => Number(a === 'none') - Number(b === 'none') || a.localeCompare(b));
  const rows = names.map((name) => [name, ...names.map((answer) => String(confusion.get(name)?.get(answer) ?? '·'))]);
  return table([`${field}: expected ↓ answered →`, ...names], rows);
}
