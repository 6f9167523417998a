import type { RuleBook } from '../rule-book';
import { usualRules } from './write-rule';

const SPOUSE = 'gharwali|gharwala|wife|husband|vohti|voti|patni|pati|ਘਰਵਾਲੀ|ਘਰਵਾਲਾ|ਪਤਨੀ|ਪਤੀ|ਵਹੁਟੀ|ਵਾਈਫ|ਹਸਬੈਂਡ|ਮੰਗੇਤਰ';
const PARENTS = 'bebe|bapu|mummy|papa|mata|pita|maa|peo|maape|parents|ਬੇਬੇ|ਬਾਪੂ|ਮਾਪੇ|ਮਾਪਿਆਂ|ਮੰਮੀ|ਪਾਪਾ|ਮਾਂ|ਪਿਤਾ|ਮਾਤਾ|ਮਾਤਾ-ਪਿਤਾ';
const FAMILY = `${SPOUSE}|${PARENTS}|bacche|bachche|munda|munde|kudi|puttar|dhee|family|parivar|tabbar|ਬੱਚੇ|ਬੱਚਿਆਂ|ਮੁੰਡਾ|ਮੁੰਡੇ|ਕੁੜੀ|ਪੁੱਤਰ|ਧੀ|ਪਰਿਵਾਰ|ਟੱਬਰ|ਫੈਮਿਲੀ`;
const RELATIVES = `${FAMILY}|bhra|bhraa|veer|bhai|bhain|bhen|sohre|rishtedar|dost|yaar|chacha|mama|ਭਰਾ|ਵੀਰ|ਭੈਣ|ਸਹੁਰੇ|ਰਿਸ਼ਤੇਦਾਰ|ਦੋਸਤ|ਪੋਤੇ`;
const JOB = 'kam|kamm|kaam|naukri|nokri|job|rozgar|ਕੰਮ|ਨੌਕਰੀ|ਜੌਬ|ਜਾਬ|ਰੁਜ਼ਗਾਰ';
const VISA = 'visa|viza|veeja|permit|ਵੀਜ਼ਾ|ਵੀਜਾ|ਪਰਮਿਟ';
const STUDY = 'padhai|padai|parhai|padhayi|ਪੜ੍ਹਾਈ|ਪੜਾਈ|ਪੜ੍ਹਾਈਆਂ|ਸਟੱਡੀ';

/** Punjabi in Gurmukhi and in Latin letters, mixed with English as it is spoken. */
export const punjabi: RuleBook = {
  language: 'pa',
  rules: usualRules({
    strong: {
      PR: `ਪੀਆਰ, ਪੀ ਆਰ, ਪੀ.ਆਰ, ਪਰਮਾਨੈਂਟ ਰੈਜ਼ੀ*, ਪਰਮਾਨੈਂਟ ਰੈਸੀ*, ਪਰਮਾਨੈਂਟ ਰੈਜੀ*, ਪੱਕੀ ਰਿਹਾਇਸ਼, ਸਥਾਈ ਨਿਵਾਸ, ਗ੍ਰੀਨ ਕਾਰਡ, ਸਪਾਊਸ ਸਪਾਂਸਰ*, ਸਪਾਂਸਰਸ਼ਿਪ, ਇਨਵੈਸਟਰ ${VISA}, ਨਿਵੇਸ਼ਕ ${VISA}, pakki pr, pakka visa`,
      Work: `ਵਰਕ ਪਰਮਿਟ, ਵਰਕ ${VISA}, ਕੰਮ ਦਾ ${VISA}, ਕੰਮ ਕਰਨ ਦੀ ਇਜਾਜ਼ਤ, kam da ${VISA}, kamm da ${VISA}, job ${VISA}, ਜੌਬ ${VISA}, ਓਪਨ ਵਰਕ, ਐਲਐਮਆਈਏ, ਐਲ ਐਮ ਆਈ ਏ`,
      Study: `ਸਟੱਡੀ ${VISA}, ਸਟੂਡੈਂਟ ${VISA}, ਵਿਦਿਆਰਥੀ ${VISA}, ਪੜ੍ਹਾਈ ਦਾ ${VISA}, padhai da ${VISA}, visa ... study wala, study wala`,
      Visitor: `ਵਿਜ਼ਟਰ ${VISA}, ਵਿਜ਼ਿਟਰ ${VISA}, ਵਿਜ਼ਿਟ ${VISA}, ਟੂਰਿਸਟ ${VISA}, ਸੈਲਾਨੀ ${VISA}, ਸੁਪਰ ${VISA}, ghumman da ${VISA}, ਘੁੰਮਣ ਦਾ ${VISA}, milan da ${VISA}`,
      Citizenship: `ਨਾਗਰਿਕਤਾ, nagrikta, ਸਿਟੀਜ਼ਨਸ਼ਿਪ, ਸਿਟੀਜਨਸ਼ਿਪ, ਨਾਗਰਿਕ ... ਬਣ*, ਕੈਨੇਡੀਅਨ ਨਾਗਰਿਕ, ਸਿਟੀਜ਼ਨ ਬਣ*, citizen ban*, ਕੈਨੇਡੀਅਨ ਪਾਸਪੋਰਟ, canada da passport`,
      Refugee: `ਸ਼ਰਨ, ਸ਼ਰਣ, ਸ਼ਰਨਾਰਥੀ, ਸ਼ਰਣਾਰਥੀ, ਰਫਿਊਜੀ, ਰਿਫਿਊਜੀ, ਅਸਾਇਲਮ, ਪਨਾਹ, sharan, panah, rafuji`,
      Other: 'ਪੀਆਰ ਕਾਰਡ ਰੀਨਿਊ, pr card renew',
    },
    normal: {
      PR: `pakke hon, pakke hon da, rehna chahunda|chahunde|hai|aa, canada rehna, ਰਹਿਣਾ ਹੈ|ਚਾਹੁੰਦਾ|ਚਾਹੁੰਦੇ, ${SPOUSE} kol jana|jaana, ${SPOUSE} ਕੋਲ ਜਾਣਾ|ਜਾਵਾਂ, ohde kol jana, ਉਹਦੇ ਕੋਲ ਜਾਣਾ, ਉਸਦੇ ਕੋਲ ਜਾਣਾ, ohde kol, ਮੰਗੇਤਰ ... ਜਾਵਾਂ|ਜਾਣਾ|ਰਹਿੰਦਾ|ਰਹਿੰਦੀ, viah canadian|canada, ਵਿਆਹ ਕੈਨੇਡੀਅਨ|ਕੈਨੇਡਾ, ਵਿਆਹ ... ਕੈਨੇਡੀਅਨ, business karke|karna|shuru, ਬਿਜ਼ਨਸ ਕਰਕੇ|ਕਰਨਾ|ਸ਼ੁਰੂ, ਕਾਰੋਬਾਰ, crs kinna|score, crs, family|parivar nu? naal ... rehna|jana, ਪਰਿਵਾਰ ਨਾਲ ... ਰਹਿਣਾ|ਜਾਣਾ|ਵਸਣਾ, opportunity stream, pakka hona|hon|ho, pakke hona|hon|ho, ਪੱਕਾ ਹੋਣਾ|ਹੋਣ, ਪੱਕੇ ਹੋਣਾ|ਹੋਣ, pakke taur te, pakke tor te, ਪੱਕੇ ਤੌਰ ਤੇ, hamesha layi, ਹਮੇਸ਼ਾ ਲਈ, ਵਸਣਾ, ਵਸਣ, ਸੈਟਲ, settle hona|hon|ho|karna, vasna, ਇਮੀਗ੍ਰੇਸ਼ਨ, permanent sadna|jana, ${FAMILY} nu ... sadna|sadni|sad|bulana|bulauna, ${FAMILY} ਨੂੰ ... ਸੱਦਣਾ|ਬੁਲਾਉਣਾ|ਸੱਦਣ|ਬੁਲਾਉਣ|ਮੰਗਵਾਉਣਾ, ${FAMILY} ... sadna|sadne, ਮੈਨੂੰ ... ਬੁਲਾਉਣਾ|ਸੱਦਣਾ, sponsor kiven|karna|karni|karan|kariye|karauna, ਸਪਾਂਸਰ, canada rehna, ਕੈਨੇਡਾ ... ਰਹਿਣਾ, ਪੱਕੀ, investor, ਇਨਵੈਸਟਰ`,
      Work: `vacancy, ਵੈਕੈਂਸੀ, resume, cv, biodata, internship, cook|driver|worker|helper mangwaune|bulaune|chahide|chahida, driver|nurse|cook|welder di lod|lorh|demand, ਡਰਾਈਵਰ|ਨਰਸ|ਕੁੱਕ ਦੀ ਲੋੜ, ਵਿਦੇਸ਼ ਵਿੱਚ|ਵਿਚ|ਚ ... ਕੰਮ|ਨੌਕਰੀ, bahar kam, hospital vich|ch, factory ch|vich, kheti da kam|kamm, bagan ch kam, da kam|kamm, ਦਾ ਕੰਮ, spouse open, spouse open permit, labour da kam, ਲੇਬਰ, truck chalauna, ${JOB} karna|karni|karan|chahida|chahidi|labh*|lab|labda|mil*|lva|lwa|lavao|dva, ${JOB} ... chahida|chahidi|labh|mil|lva, ${JOB} ਕਰਨਾ|ਕਰਨੀ|ਕਰਨ|ਚਾਹੀਦਾ|ਚਾਹੀਦੀ|ਮਿਲ*|ਲੱਭ*|ਲਵਾ*, ${JOB} ... ਚਾਹੀਦਾ|ਚਾਹੀਦੀ|ਮਿਲ|ਲੱਭ, canada vich|ch ${JOB}, ਕੈਨੇਡਾ ਵਿੱਚ|ਵਿਚ|ਚ ... ${JOB}, job offer, ਜੌਬ ਆਫਰ, ਆਫਰ ਲੈਟਰ, kam layi, kamm layi, ਕੰਮ ਲਈ, ਖੇਤਾਂ ਦਾ ਕੰਮ, kheta da kam, ਕੇਅਰਗਿਵਰ, ਡਰਾਈਵਰ ਦੀ ${JOB}, company ... bhejna|bulaundi, ਕੰਪਨੀ ... ਭੇਜਣਾ|ਬੁਲਾ, ਭਰਤੀ, dihadi, ਦਿਹਾੜੀ, hire kar*`,
      Study: `kehra|kehri|kehda|vadhia college|university|course, ਕਿਹੜਾ|ਕਿਹੜੀ ਕਾਲਜ|ਯੂਨੀਵਰਸਿਟੀ|ਕੋਰਸ, college|university sasta|fees|di|da|ch, sop, college di offer, offer letter aa, +2 ch, plus two, padhan bhejna|jana, ਪੜ੍ਹਨ ਭੇਜਣਾ|ਜਾਣਾ, bahar padhan|padhai, ਬਾਹਰ ਪੜ੍ਹਨ|ਪੜ੍ਹਾਈ, ielts ... college|study|university, ਆਈਲੈਟਸ|ਆਇਲਟਸ, intake, padhna, padhan, parhna, parhan, padna aa, padan, ਪੜ੍ਹਨਾ, ਪੜ੍ਹਨ, ਪੜਨਾ, ਪੜਨ, ਪੜ੍ਹਣ, ${STUDY}, ${STUDY} karni|karna|layi|ਲਈ|ਕਰਨੀ|ਕਰਨਾ, masters karni|karna, mba krni|karni|karna, ਮਾਸਟਰਜ਼, ਮਾਸਟਰ, ਐਮਬੀਏ, ਡਿਪਲੋਮਾ, ਦਾਖਲਾ, ਦਾਖ਼ਲਾ, dakhla, daakhla, ਐਡਮਿਸ਼ਨ, admission laina|lena|ho|chahidi|mil*, ਯੂਨੀਵਰਸਿਟੀ, ਕਾਲਜ, university, ਸਕਾਲਰਸ਼ਿਪ, ਵਜ਼ੀਫ਼ਾ, ਵਜ਼ੀਫਾ, scholarship, +2 ton baad, 12vi ton baad, plus two ton baad, ਬਾਰ੍ਹਵੀਂ ਤੋਂ ਬਾਅਦ, course karna, ਕੋਰਸ`,
      Visitor: `delivery, ਡਿਲੀਵਰੀ, convocation, ਕਨਵੋਕੇਸ਼ਨ, graduation te, business trip, mahine|hafte|din layi jana|auna|bulauna, ਮਹੀਨੇ|ਹਫ਼ਤੇ|ਦਿਨ ਲਈ ਜਾਣਾ|ਆਉਣਾ|ਬੁਲਾਉਣਾ, mahine layi, ਮਹੀਨੇ ਲਈ, munde|kudi|puttar kol, ਮੁੰਡੇ|ਕੁੜੀ|ਪੁੱਤ ਕੋਲ, bhra|bhain kol jana, ਭਰਾ|ਭੈਣ ਕੋਲ, dekhan jana, ਦੇਖਣ ਜਾਣਾ, niagara, ghumman, ghuman, ghumna, ghummna, ਘੁੰਮਣ, ਘੁੰਮਣਾ, milan jana, milan ... jana, ${RELATIVES} nu milan|milna, ${RELATIVES} ਨੂੰ ਮਿਲਣ|ਮਿਲਣਾ, ਮਿਲਣ, viah te|ch|vich, viyah te|ch, ਵਿਆਹ ਤੇ|ਵਿੱਚ|ਚ|ਵਿਚ, chhutti*, chutti*, ਛੁੱਟੀ, ਛੁੱਟੀਆਂ, ਟੂਰਿਸਟ, ਸੈਰ, ਨਿਆਗਰਾ, visit karna|karan, ਵਿਜ਼ਿਟ, ਵਿਜ਼ਟਰ`,
      Citizenship: 'nagrik banna, ਨਾਗਰਿਕ ਬਣਨਾ',
      Refugee: `wapas nahi ja, ਵਾਪਸ ਨਹੀਂ ਜਾ, ਰਾਜਨੀਤਿਕ, ਸਿਆਸੀ, rajnitik, jaan nu khatra, jaan da khatra, ਜਾਨ ਨੂੰ ਖਤਰਾ, ਜਾਨ ਨੂੰ ਖ਼ਤਰਾ, ਖਤਰਾ, ਖ਼ਤਰਾ, khatra, wapas nahi ja sakda|sakdi, ਵਾਪਸ ਨਹੀਂ ਜਾ ਸਕਦਾ|ਸਕਦੀ, maar denge, ਮਾਰ ਦੇਣਗੇ, dhamki*, ਧਮਕੀ*`,
    },
    weak: {
      PR: 'ਸਪਾਂਸਰ*, sadna, ਪੱਕੇ, pakke, pakka',
      Work: `kamm, ਕੰਮ, ਨੌਕਰੀ, ਜੌਬ, ਵਰਕ, tankhah, ਤਨਖਾਹ`,
      Study: 'padh*, ਪੜ*, ਸਟੱਡੀ, ਸਟੂਡੈਂਟ, ਵਿਦਿਆਰਥੀ, ਸਕੂਲ',
      Visitor: 'ghum*, ਘੁੰਮ*, viah, ਵਿਆਹ, milan, ਮਿਲਣ',
      Citizenship: 'ਨਾਗਰਿਕ, ਸਿਟੀਜ਼ਨ, ਪਾਸਪੋਰਟ',
      Refugee: 'ਖਤਰਾ, khatra',
      Other: 'ਅਪੀਲ',
    },
    idle: `padhan nalon|nalo, ਪੜ੍ਹਨ ਨਾਲੋਂ, ਵਿਆਹ ਤੋਂ ਬਾਅਦ, viah ton baad, viah ho, ਵਿਆਹ ਹੋ, mera restaurant, apna business, saal da experience, pr mili nu, pr mile nu, pr hai mere kol, mere kol pr, ਮੇਰੇ ਕੋਲ ਪੀਆਰ, ਸਾਲ ਤੋਂ ਪੀਆਰ, pr card, ਪੀਆਰ ਕਾਰਡ, ਦਾ ਸਿਟੀਜ਼ਨ ਹੈ, ਸਿਟੀਜ਼ਨ ਹੈ|ਹਨ|ਹਾਂ, ਨਾਗਰਿਕ ਹੈ|ਹਨ|ਹਾਂ, citizen hai|aa|haan, canadian citizen, kam karda|kardi|karde, kamm karda|kardi|karde, ਕੰਮ ਕਰਦਾ|ਕਰਦੀ|ਕਰਦੇ, job karda|kardi, kam da experience, ਕੰਮ ਦਾ ਤਜਰਬਾ, padhda|padhdi|padhde, ਪੜ੍ਹਦਾ|ਪੜ੍ਹਦੀ|ਪੜ੍ਹਦੇ, ਪੜ੍ਹ ਰਿਹਾ|ਰਹੀ|ਰਹੇ, padhai khatam|puri, ਪੜ੍ਹਾਈ ਪੂਰੀ|ਖਤਮ, mera kam ho|kar, tuhada kam, masters kiti, kam ho jau`,
    programs: {
      'Express Entry': 'ਐਕਸਪ੍ਰੈਸ ਐਂਟਰੀ, ਐਕਸਪ੍ਰੈੱਸ ਐਂਟਰੀ, express entry, express entri',
      PNP: 'ਪੀਐਨਪੀ, ਪੀ ਐਨ ਪੀ, ਪ੍ਰੋਵਿੰਸ਼ੀਅਲ ਨਾਮੀਨੀ',
      LMIA: 'ਐਲਐਮਆਈਏ, ਐਲ ਐਮ ਆਈ ਏ, lmia',
      'Study Permit': `ਸਟੱਡੀ ${VISA}, ਸਟੂਡੈਂਟ ${VISA}, ਵਿਦਿਆਰਥੀ ${VISA}, ਪੜ੍ਹਾਈ ਦਾ ${VISA}, padhai da visa, visa ... study wala`,
      'Visitor Visa': `ਵਿਜ਼ਟਰ ${VISA}, ਵਿਜ਼ਿਟਰ ${VISA}, ਵਿਜ਼ਿਟ ${VISA}, ਟੂਰਿਸਟ ${VISA}, ਸੁਪਰ ${VISA}, ghumman da visa`,
    },
    documents: {
      Ready: `saare|sare|sab documents|docs|kagaz|kaagaz tyar|tayyar|taiyar|ready|complete|pure ne|hai|aa|han?, documents|docs|kagaz tyar|tayyar|ready ne|hai|aa|han, ਸਾਰੇ|ਸਭ ਡਾਕੂਮੈਂਟ|ਦਸਤਾਵੇਜ਼|ਕਾਗਜ਼|ਕਾਗਜ਼ਾਤ ਤਿਆਰ|ਪੂਰੇ|ਰੈਡੀ|ਹਨ|ਨੇ, ਡਾਕੂਮੈਂਟ|ਦਸਤਾਵੇਜ਼|ਕਾਗਜ਼|ਕਾਗਜ਼ਾਤ ਤਿਆਰ ਹਨ|ਨੇ|ਹੈ`,
      Partial: `kuch|kujh documents|docs|kagaz, ਕੁਝ ਡਾਕੂਮੈਂਟ|ਦਸਤਾਵੇਜ਼|ਕਾਗਜ਼|ਕਾਗਜ਼ਾਤ, documents|kagaz baki|baaki, ਕਾਗਜ਼|ਦਸਤਾਵੇਜ਼ ਬਾਕੀ, ielts baki|rehndi, adhe kagaz`,
      'Not Ready': `documents|docs|kagaz ... tyar|ready|tayyar nahi|nahin|ni, documents|docs|kagaz nahi|nahin|haige, ਡਾਕੂਮੈਂਟ|ਦਸਤਾਵੇਜ਼|ਕਾਗਜ਼ ... ਨਹੀਂ, koi kagaz nahi, bina kagaz`,
    },
    budget: {
      Strong: `paise|paisa|paisean|budget di koi? gal|tension|dikkat|problem nahi|nahin|ni, ਪੈਸੇ|ਬਜਟ ਦੀ ਕੋਈ? ਗੱਲ|ਦਿੱਕਤ|ਚਿੰਤਾ|ਟੈਂਸ਼ਨ ਨਹੀਂ, paise dene|den nu|layi tyar|ready|tayyar, ਪੈਸੇ ਦੇਣ ਨੂੰ|ਲਈ ਤਿਆਰ, jinne lagan|marzi, jinna lagge, ਜਿੰਨੇ ਲੱਗਣ, ਜਿੰਨੇ ਮਰਜ਼ੀ, paise haige ne|aa, fees de sakda|sakde|dange`,
      Medium: `kist*, kishtan, ਕਿਸ਼ਤ*, ਕਿਸਤ*, installment*, emi, thode thode, ਥੋੜੇ ਥੋੜੇ, discount, ghat kar`,
      Weak: `paise|paisa|budget nahi|nahin|ni|haini, paise nahi haige, ਪੈਸੇ|ਬਜਟ ਨਹੀਂ, budget ghat|thoda|tight, ਬਜਟ ਘੱਟ, ghat paise, ਘੱਟ ਪੈਸੇ, free vich|ch, ਫ੍ਰੀ, ਮੁਫ਼ਤ, ਮੁਫਤ, muft, garib, ਗਰੀਬ, mehnga, ਮਹਿੰਗਾ`,
    },
    timeline: {
      '0-30 days': `jaldi, chheti, cheti, chetti, turant, hune hi, ise mahine, is mahine, es mahine, agle hafte, is hafte, ਜਲਦੀ, ਛੇਤੀ, ਤੁਰੰਤ, ਇਸੇ ਮਹੀਨੇ, ਇਸ ਮਹੀਨੇ, ਅਗਲੇ ਹਫ਼ਤੇ, ਅਗਲੇ ਹਫਤੇ`,
      '31-90 days': 'agle mahine, kuch|kujh mahine, do tin mahine, ਅਗਲੇ ਮਹੀਨੇ, ਕੁਝ ਮਹੀਨੇ, ਦੋ ਤਿੰਨ ਮਹੀਨੇ',
      '3-6 months': 'saal de akhir, ਸਾਲ ਦੇ ਅਖੀਰ',
      '6+ months': `agle saal, agle sal, koi jaldi nahi|nahin|ni, jaldi nahi|ni, koi kahli nahi, ਅਗਲੇ ਸਾਲ, ਕੋਈ ਜਲਦੀ ਨਹੀਂ, ਕੋਈ ਕਾਹਲੀ ਨਹੀਂ, baad vich, sirf jankari, bas puchna, ਸਿਰਫ਼ ਜਾਣਕਾਰੀ, ਸਿਰਫ ਜਾਣਕਾਰੀ`,
    },
    refused: 'reject*, refuse ho*|hoya|hoyi|kar*, refused, ਰਿਜੈਕਟ*, ਰੀਜੈਕਟ*, ਰਿਫਿਊਜ਼*, ਰਿਫਿਊਜ, ਰੱਦ, radd, visa reject',
    urgent: 'jaldi, chheti, cheti, turant, urgent, ਜਲਦੀ, ਛੇਤੀ, ਤੁਰੰਤ, khatam ho reha|rehi|rahe, ਖਤਮ ਹੋ ਰਿਹਾ, ਖ਼ਤਮ ਹੋ ਰਿਹਾ, expire ho reha',
    complex: 'criminal record, police case, court case, deport*, ਡਿਪੋਰਟ, overstay*, ਗੈਰਕਾਨੂੰਨੀ, gairkanuni, fake documents, ਅਪੀਲ, do vaar reject, ਕਈ ਵਾਰ ਰਿਜੈਕਟ, out of status',
    engaged: 'call karo|karyo|kareo|kario|kardo, mainu call, phone karo|karyo, ਕਾਲ ਕਰੋ|ਕਰਿਓ|ਕਰਨਾ, ਫੋਨ ਕਰੋ|ਕਰਿਓ, gal karni|karna, ਗੱਲ ਕਰਨੀ, appointment chahidi|book|laini, ਅਪਾਇੰਟਮੈਂਟ, office auna',
  }),
  cues: {
    marks:
      'mainu mere mera meri hai aa da di de nu ton vich ch ki kiven chahida chahidi layi karna karni karan veere bai sir nahi tusi asin main te ja par hun haige ne reha rehi ho gaya jana apni sat sri akal kinna kinni laina kujh naal nal vi ohde sada tuhada karauna ethe othe dubara dasso dso',
    negators: 'nahi nahin ni nai na bina ਨਹੀਂ ਨਹੀ ਨਾ ਬਿਨਾਂ',
    negators_after: 'nahi nahin ni nai haini ਨਹੀਂ ਨਹੀ ਨਾ',
    harmless_after: 'sirf gal problem dikkat ਸਿਰਫ ਸਿਰਫ਼',
    unmet: 'mil mili mila milda mildi hai haige aa hoyi hoya ho pata lag laga ਮਿਲ ਮਿਲੀ ਮਿਲਿਆ ਹੈ ਹੋਇਆ ਹੋਈ ਪਤਾ ਬਿਨਾਂ bina',
    fresh: 'par lekin balki mainu main asin hun sirf bas sidha kyunki ਪਰ ਮੈਨੂੰ ਮੈਂ ਅਸੀਂ ਹੁਣ ਸਿਰਫ ਬੱਸ ਕਿਉਂਕਿ but',
    joins: 'ja te or na ਜਾਂ ਤੇ ਅਤੇ',
    wish_before: 'goal supna mainu ਮੈਨੂੰ kiven ਕਿਵੇਂ apply process hun ਹੁਣ chahunda chahundi',
    wish_after:
      'chahida chahidi chahunda chahundi chahunde karna karni karan krna krni karauna karauni laina laini lena lagauna lgana lavauna laona bharna jana hona hon dasso banna kiven apply extend process dekhna kharcha fees ਚਾਹੀਦਾ ਚਾਹੀਦੀ ਚਾਹੁੰਦਾ ਚਾਹੁੰਦੀ ਚਾਹੁੰਦੇ ਕਰਨਾ ਕਰਨੀ ਕਰਵਾਉਣੀ ਕਰਵਾਉਣਾ ਲੈਣਾ ਲੈਣੀ ਲਵਾਉਣਾ ਲਗਵਾਉਣਾ ਭਰਨਾ ਜਾਣਾ ਹੋਣਾ ਦੱਸੋ ਬਣਨਾ ਬਣ ਕਿਵੇਂ ਅਪਲਾਈ ਬਾਕੀ',
    status_before: 'mere kol, mera, meri, mere, main, ਮੇਰੇ ਕੋਲ, ਮੇਰਾ, ਮੇਰੀ, ton baad, ਤੋਂ ਬਾਅਦ',
    status_after: 'te, te aa, te haan, te han, ਤੇ, ਤੇ ਹਾਂ, ਉੱਤੇ, ton baad, ਤੋਂ ਬਾਅਦ',
    later: 'phir fer baad ਫਿਰ ਫੇਰ ਬਾਅਦ',
    not_english: 'to is par an in has do the am main mil hon',
  },
  time: {
    units: {
      din: 1, hafta: 7, hafte: 7, mahina: 30.5, mahine: 30.5, saal: 365, sal: 365,
      ਦਿਨ: 1, ਦਿਨਾਂ: 1, ਹਫਤਾ: 7, ਹਫਤੇ: 7, ਹਫ਼ਤੇ: 7, ਹਫ਼ਤਿਆਂ: 7, ਮਹੀਨਾ: 30.5, ਮਹੀਨੇ: 30.5, ਮਹੀਨਿਆਂ: 30.5, ਸਾਲ: 365,
    },
    numbers: { ik: 1, ikk: 1, do: 2, tin: 3, teen: 3, char: 4, panj: 5, chhe: 6, satt: 7, athh: 8, nau: 9, das: 10, baran: 12, ਇੱਕ: 1, ਦੋ: 2, ਤਿੰਨ: 3, ਚਾਰ: 4, ਪੰਜ: 5, ਛੇ: 6, ਸੱਤ: 7, ਅੱਠ: 8, ਨੌਂ: 9, ਦਸ: 10, ਬਾਰਾਂ: 12 },
    ahead_before: 'agle ਅਗਲੇ',
    ahead_after: 'vich ch andar tak ਵਿੱਚ ਵਿਚ ਚ ਅੰਦਰ ਤੱਕ ਤਕ',
    past: 'pehlan pehla experience ton ho gaye ਪਹਿਲਾਂ ਤਜਰਬਾ ਤੋਂ ਹੋ layi ਲਈ',
    more: 'zyada vadh ਵੱਧ ਜ਼ਿਆਦਾ',
    months: [],
  },
};
