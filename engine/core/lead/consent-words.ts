import type { ConsentStatement, ContactChannel } from '../model';
import { comparable } from './text';

type Status = ConsentStatement['status'];

/** What a ticked box, a yes or an agreement is called; in the words of `comparable`. */
const GRANTED: ReadonlySet<string> = new Set([
  ...['true', '1', 'on', 'yes', 'y', 'checked', 'ticked', 'selected', 'accepted', 'accept', 'agreed', 'agree', 'granted', 'opt in', 'opted in', 'optin', 'subscribed', 'confirmed', 'ok', 'okay', 'yes please', 'yes i do', 'x', 'verdadeiro', 'vrai'],
  ...['oui', 'si', 'sim', 'ja', 'da', 'tak', 'ano', 'evet', 'ya', 'oo', 'opo', 'kylla', 'igen', 'ναι', 'да', 'так', 'نعم', 'بله', 'ہاں', 'हाँ', 'हां', 'ਹਾਂ', 'হ্যাঁ', 'ஆம்', 'ใช่', 'co', 'vang', '是', '是的', '同意', 'はい', '同意する', '예', '네', '동의', '동의합니다'].map(comparable),
]);
const DENIED: ReadonlySet<string> = new Set([
  ...['no', 'n', 'denied', 'refused', 'refuse', 'opt out', 'opted out', 'optout', 'decline', 'declined', 'rejected', 'disagree', 'do not contact', 'unsubscribe', 'unsubscribed', 'withdrawn', 'no thanks', 'no thank you', 'never', 'stop'],
  ...['non', 'nao', 'nein', 'nie', 'ne', 'hayir', 'tidak', 'hindi', 'ei', 'nem', 'nu', 'nej', 'nei', 'nee', 'όχι', 'нет', 'ні', 'не', 'لا', 'نه', 'نہیں', 'नहीं', 'ਨਹੀਂ', 'না', 'இல்லை', 'ไม่', 'khong', '否', '不', '不同意', 'いいえ', '아니요', '아니오'].map(comparable),
]);

/** The text beside the box, sent as the box's value. A negation anywhere makes it no agreement. */
const AGREEMENT = /^(?:yes |oui |si |sim |ja |да )?(?:i (?:hereby )?(?:agree|consent|accept|authori[sz]e|give (?:my )?consent|would like to (?:receive|be contacted)|want to receive)|jaccepte|je (?:consens|accepte|donne mon accord)|acepto|doy mi consentimiento|autorizo|aceito|concordo|accetto|acconsento|ich (?:stimme|willige|akzeptiere|bin (?:damit )?einverstanden)|ik ga akkoord|zgadzam|я согласен|я согласна|согласен|согласна)(?=\s|$)/u;
const NEGATION = /(?:^|\s)(?:not|dont|do not|never|no longer|pas|ne|nicht|nein|kein|keine|niet|nao|не|without|refuse|refuser)(?=\s|$)|^(?:no|non)\s/u;

/** What the value of a box says. An unticked box (`false`, `0`, `off`, nothing) says nothing: 'unknown'. */
export function consentStatus(value: string): Status {
  const word = comparable(value.slice(0, 2_000));
  if (GRANTED.has(word)) return 'granted';
  if (DENIED.has(word)) return 'denied';
  return AGREEMENT.test(word) && !NEGATION.test(word) ? 'granted' : 'unknown';
}

const CHANNELS: ReadonlyMap<string, ContactChannel> = new Map([
  ...(['email', 'e mail', 'mail', 'emails', 'correo', 'courriel'] as const).map((word): [string, ContactChannel] => [word, 'email']),
  ...(['sms', 'text', 'text message', 'texts', 'text messages'] as const).map((word): [string, ContactChannel] => [word, 'sms']),
  ...(['whatsapp', 'whats app', 'wa'] as const).map((word): [string, ContactChannel] => [word, 'whatsapp']),
  ...(['call', 'calls', 'phone', 'phone call', 'telephone', 'telefon', 'telefono'] as const).map((word): [string, ContactChannel] => [word, 'call']),
]);

/** The channels that a value lists and nothing else ("email, whatsapp", `["email"]`), or null. */
export function channelsIn(value: string): ContactChannel[] | null {
  const words = value.slice(0, 500).split(/[,;|+\n[\]"]|\band\b/i).map(comparable).filter(Boolean);
  const channels = words.map((word) => CHANNELS.get(word));
  return words.length > 0 && channels.every((channel) => channel !== undefined) ? [...new Set(channels.filter((channel) => channel !== undefined))] : null;
}
