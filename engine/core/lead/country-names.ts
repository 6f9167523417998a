import ar from 'i18n-iso-countries/langs/ar.json';
import bn from 'i18n-iso-countries/langs/bn.json';
import de from 'i18n-iso-countries/langs/de.json';
import en from 'i18n-iso-countries/langs/en.json';
import es from 'i18n-iso-countries/langs/es.json';
import fa from 'i18n-iso-countries/langs/fa.json';
import fr from 'i18n-iso-countries/langs/fr.json';
import hi from 'i18n-iso-countries/langs/hi.json';
import it from 'i18n-iso-countries/langs/it.json';
import ja from 'i18n-iso-countries/langs/ja.json';
import ko from 'i18n-iso-countries/langs/ko.json';
import nl from 'i18n-iso-countries/langs/nl.json';
import pl from 'i18n-iso-countries/langs/pl.json';
import pt from 'i18n-iso-countries/langs/pt.json';
import ru from 'i18n-iso-countries/langs/ru.json';
import tr from 'i18n-iso-countries/langs/tr.json';
import uk from 'i18n-iso-countries/langs/uk.json';
import ur from 'i18n-iso-countries/langs/ur.json';
import vi from 'i18n-iso-countries/langs/vi.json';
import zh from 'i18n-iso-countries/langs/zh.json';

type NameList = Readonly<Record<string, string | readonly string[]>>;

/** Country names by code in the languages that people write to an immigration firm in; English first. */
export function countryNameLists(): NameList[] {
  return [en, fr, es, pt, de, it, nl, pl, ru, uk, ar, fa, ur, hi, bn, tr, vi, zh, ja, ko].map(({ countries }) => countries);
}
