import { comparable } from '../lead';
import type { MessagingSettings } from './settings';

/** What a message asks for beside its content. */
export type Keyword = 'opt_out' | 'opt_in' | 'human';

/** Whole messages, in the words of `comparable` (no accents, lower case). */
const OPT_OUT = [
  ...['stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out', 'remove me', 'stop messages'],
  ...['arret', 'arreter', 'arretez', 'stopper', 'desabonner', 'desinscrire', 'desinscription', 'baja', 'dar de baja', 'darme de baja', 'alto', 'parar', 'pare', 'detener', 'cancelar', 'no mas', 'sair', 'descadastrar', 'remover'],
  ...['stopp', 'abmelden', 'abbestellen', 'afmelden', 'stoppen', 'basta', 'ferma', 'cancella', 'disiscrivi', 'dur', 'durdur', 'iptal', 'zatrzymaj', 'wypisz', 'стоп', 'отписаться', 'отписка', 'відписатися', 'зупинити'],
  ...['توقف', 'إيقاف', 'ايقاف', 'الغاء', 'إلغاء', 'إلغاء الاشتراك', 'لغو', 'روکیں', 'بند', 'रोकें', 'बंद', 'बंद करो', 'बंद करें', 'ਬੰਦ', 'ਰੋਕੋ', 'বন্ধ', 'থামুন', '停止', '退订', '取消', '退訂', '停止配信', '配信停止', '중지', '수신거부', 'dung', 'huy', 'acha', 'simama'],
].map(comparable);

/** Sentences that ask for the same. */
const OPT_OUT_PHRASES = [
  /\b(stop|quit) (texting|messaging|contacting|calling|writing|sending|emailing)\b/,
  /\b(do not|dont|never) (contact|text|message|write|call|email)( to)? me\b/,
  /\b(unsubscribe|remove|delete) me\b/,
  /\btake me off\b/,
  /\bne me (contactez|ecrivez|envoyez|appelez) plus\b/,
  /\b(no|ya no) me (contacten|contacte|escriban|escriba|envien|llamen|llame)\b/,
  /\bnao me (contacte|contatem|escrevam|mandem|enviem)\b/,
  /\b(schreiben|kontaktieren) sie mi(r|ch) nicht\b/,
];

const OPT_IN = ['start', 'unstop', 'subscribe', 'resume', 'alta', 'empezar', 'reprendre', 'reactiver', 'abonner', 'iniciar', 'voltar', 'anmelden', 'старт', 'подписаться', 'اشتراك', 'शुरू', '订阅', '開始', '시작'].map(comparable);

const HUMAN = [
  ...['agent', 'human', 'person', 'real person', 'advisor', 'adviser', 'representative', 'consultant', 'operator', 'support', 'help', 'asesor', 'asesora', 'humano', 'persona', 'agente', 'operador', 'ayuda', 'conseiller', 'conseillere', 'humain', 'personne', 'aide'],
  ...['atendente', 'pessoa', 'consultor', 'ajuda', 'mensch', 'berater', 'beraterin', 'mitarbeiter', 'hilfe', 'persona reale', 'operatore', 'mens', 'medewerker', 'temsilci', 'insan', 'czlowiek', 'konsultant', 'оператор', 'человек', 'менеджер', 'людина', 'موظف', 'شخص', 'مستشار', 'انسان', 'इंसान', 'एजेंट', 'सलाहकार', 'ਏਜੰਟ', '人工', '客服', '真人', '상담원', 'nhan vien', 'mtu', 'wakala'],
].map(comparable);

const SPEAK = String.raw`(?:talk|speak|chat|connect|transfer|hablar|comunicar|parler|discuter|falar|conversar|sprechen|reden|parlare|spreken|поговорить|говорить|बात|التحدث|اتحدث)`;
/** "I want to talk to a human": the verb, a few words, the person. A real estate agent who writes is none. */
const HUMAN_PHRASE = new RegExp(String.raw`(?:^|\s)${SPEAK}(?:\s+\S+){0,5}?\s+(?:${HUMAN.map((word) => word.replace(/ /g, '\\s+')).join('|')}|someone|somebody|alguien|quelquun|alguem|jemand\S*)(?:\s|$)`, 'u');
const HUMAN_PHRASE_REVERSED = new RegExp(String.raw`(?:^|\s)(?:${HUMAN.join('|')})(?:\s+\S+){0,4}?\s+${SPEAK}`, 'u');

/** What people add out of politeness. */
const FILLER = /(?:^|\s)(?:please|pls|plz|thanks|thank you|thx|now|por favor|gracias|svp|sil vous plait|merci|bitte|danke|obrigado|obrigada|grazie|per favore)(?=\s|$)/g;

/** The keyword of a message, or null. An opt-out outweighs everything else that the message may mean. */
export function keywordOf(text: string, { keywords }: Pick<MessagingSettings, 'keywords'>): Keyword | null {
  const line = comparable(text);
  const bare = line.replace(FILLER, ' ').replace(/\s+/g, ' ').trim();
  const is = (words: readonly string[], own: readonly string[]) => [line, bare].some((said) => said !== '' && (words.includes(said) || own.some((word) => comparable(word) === said)));
  if (is(OPT_OUT, keywords.opt_out) || OPT_OUT_PHRASES.some((phrase) => phrase.test(line))) return 'opt_out';
  if (is(OPT_IN, keywords.opt_in)) return 'opt_in';
  if (is(HUMAN, keywords.human)) return 'human';
  return HUMAN_PHRASE.test(line) || HUMAN_PHRASE_REVERSED.test(line) ? 'human' : null;
}
