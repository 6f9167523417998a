/** Small words inside family names: written small unless the name starts with them. */
export const PARTICLES: ReadonlySet<string> = new Set([
  ...['van', 'der', 'den', 'ter', 'ten', 'te', 'von', 'zu', 'zum', 'zur', 'vom', 'af'],
  ...['de', 'del', 'della', 'dello', 'degli', 'di', 'da', 'das', 'do', 'dos', 'du', 'des', 'la', 'las', 'le', 'les', 'los', 'lo', 'e', 'y', 'i'],
  ...['bin', 'bint', 'binti', 'binte', 'ibn', 'al', 'el', 'ul', 'ur', 'az', 'as', 'ad', 'ash', 'and', 'und'],
]);

/** Particles that are also syllables of East Asian given names (Kim Do Hyun, Lee Da In). */
export const EAST_ASIAN_SYLLABLES: ReadonlySet<string> = new Set(['do', 'da', 'du', 'di', 'la', 'le', 'lo', 'e', 'i', 'y', 'te', 'ten', 'den', 'bin', 'as', 'ad', 'ur']);

/** Romanised family names of Korea and China, which stand first. */
export const EAST_ASIAN_FAMILY_NAMES: ReadonlySet<string> = new Set([
  ...['kim', 'lee', 'park', 'choi', 'jung', 'jeong', 'kang', 'cho', 'yoon', 'jang', 'lim', 'han', 'oh', 'seo', 'shin', 'kwon', 'hwang', 'ahn', 'song', 'ryu', 'hong', 'yang', 'bae', 'baek'],
  ...['wang', 'li', 'zhang', 'liu', 'chen', 'huang', 'zhao', 'wu', 'zhou', 'xu', 'sun', 'ma', 'zhu', 'hu', 'guo', 'lin', 'gao', 'luo', 'zheng', 'liang', 'xie', 'tang', 'feng', 'yu', 'dong', 'xiao', 'cao', 'deng'],
]);

/** What follows a name, in its usual spelling. */
export const SUFFIXES: ReadonlyMap<string, string> = new Map([
  ...['Jr', 'Sr', 'II', 'III', 'IV', 'PhD', 'Esq', '2nd', '3rd', '4th'].map((suffix): [string, string] => [suffix.toLowerCase(), suffix]),
]);

/** Degrees and offices after a name of three words or more; "Md" elsewhere is short for Mohammad. */
export const LETTERS_AFTER_NAME: ReadonlyMap<string, string> = new Map(
  ['MD', 'MBA', 'CPA', 'RN', 'PEng', 'BSc', 'MSc', 'BA', 'MA', 'DDS', 'LLB', 'LLM', 'RCIC', 'CFA', 'PMP', 'QC', 'KC'].map((letters) => [letters.toLowerCase(), letters]),
);

/** Forms of address: no part of the name. The original keeps them. */
export const SALUTATIONS: ReadonlySet<string> = new Set([
  ...['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'sir', 'madam', 'mme', 'mlle', 'sra', 'srta', 'señor', 'señora', 'herr', 'frau', 'shri', 'smt', 'engr', 'rev'],
]);
/** "Sr Juan Pérez" is a señor, "Juan Pérez Sr" is a senior. */
export const SALUTATIONS_IN_FRONT: ReadonlySet<string> = new Set(['sr']);

/** Two capitals that stand for two given names, although they hold a vowel. */
export const INITIAL_PAIRS: ReadonlySet<string> = new Set(['aj', 'ej', 'oj']);
/** Two consonants that are a word of their own. */
export const CONSONANT_WORDS: ReadonlySet<string> = new Set(['ng', 'md', 'st', 'dr', 'jr', 'sr', 'mr', 'ms', 'my', 'ly', 'sy', 'vy', 'ty', 'hy', 'th', 'sk', 'ch', 'ks']);

/** "Mac" is a prefix in these only: Macias, Mack and Macey are not. As a given name Mackenzie has one capital. */
export const MAC_NAMES: ReadonlySet<string> = new Set(
  (
    'adam alister allister alpine andrew arthur askill callum carthy coll cormack cormick crimmon culloch dermid dermott donald donell donnell dougall dowell duff eachen eachern ' +
    'ewan ewen fadden fadyen farlane farland fie gillivray gowan grath gregor guire hugh innes innis intosh intyre isaac ivor kay kenna kenzie kinlay kinnon lachlan laine laren laughlin lean ' +
    'lellan lennan leod mahon manus master millan nab nabb nally namara naughton neil neill nicol phail phee pherson quarrie queen rae ritchie sween taggart tavish vicar william williams'
  )
    .split(' ')
    .map((rest) => `mac${rest}`),
);

/** Vietnamese family names, which stand first; in such a name Van, Thi, Do and Le are names, not particles. */
export const VIETNAMESE_FAMILY_NAMES: ReadonlySet<string> = new Set(
  'nguyen nguyễn tran trần pham phạm hoang hoàng huynh huỳnh phan vu vũ vo võ dang đặng bui bùi ngo ngô duong dương dinh đinh doan đoàn truong trương trinh trịnh luong lương lê đỗ'.split(' '),
);
export const VIETNAMESE_MIDDLE_NAMES: ReadonlySet<string> = new Set(['thi', 'thị', 'văn']);
