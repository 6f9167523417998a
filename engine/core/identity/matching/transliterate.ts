/** Letters of other scripts by their usual Latin spelling; vowel signs that scripts leave out stay out. */
const TABLE: ReadonlyMap<string, string> = new Map(
  [
    // Cyrillic
    'а a б b в v г g ґ g д d е e ё e є e ж zh з z и i і i ї i й i к k л l м m н n о o п p р r с s т t у u ў u ф f х kh ц ts ч ch ш sh щ sh ъ _ ы y ь _ э e ю yu я ya ђ d ј j љ l њ n ћ c џ j',
    // Greek
    'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
    // Arabic, Persian, Urdu
    'ا a أ a إ a آ a ب b پ p ت t ث th ج j چ ch ح h خ kh د d ذ z ر r ز z ژ zh س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ک k ك k گ g ل l م m ن n ه h ة a و w ي y ی y ى a ئ y ء _ ں n ہ h ھ h ے e ٹ t ڈ d ڑ r',
    // Devanagari
    'अ a आ a इ i ई i उ u ऊ u ऋ ri ए e ऐ ai ओ o औ au क ka ख kha ग ga घ gha च cha छ chha ज ja झ jha ट ta ठ tha ड da ढ dha ण na त ta थ tha द da ध dha न na प pa फ pha ब ba भ bha म ma य ya र ra ल la व va श sha ष sha स sa ह ha ा a ि i ी i ु u ू u े e ै ai ो o ौ au ं n ँ n ः _ ् _ ़ _',
    // Gurmukhi
    'ਅ a ਆ a ਇ i ਈ i ਉ u ਊ u ਏ e ਐ ai ਓ o ਔ au ਕ ka ਖ kha ਗ ga ਘ gha ਚ cha ਛ chha ਜ ja ਝ jha ਟ ta ਠ tha ਡ da ਢ dha ਣ na ਤ ta ਥ tha ਦ da ਧ dha ਨ na ਪ pa ਫ pha ਬ ba ਭ bha ਮ ma ਯ ya ਰ ra ਲ la ਵ va ਸ sa ਹ ha ਸ਼ sha ਖ਼ kha ਜ਼ za ਗ਼ gha ਫ਼ fa ਾ a ਿ i ੀ i ੁ u ੂ u ੇ e ੈ ai ੋ o ੌ au ੰ n ਂ n ੱ _ ੜ ra',
  ]
    .flatMap((line) => line.split(' '))
    .reduce<[string, string][]>((pairs, word, index, all) => (index % 2 === 0 ? [...pairs, [word, all[index + 1] ?? '']] : pairs), [])
    .map(([letter, latin]) => [letter, latin === '_' ? '' : latin]),
);
const VOWEL_SIGNS = /[\u093e-\u094c\u094d\u0a3e-\u0a4c\u0a4d]/;

/** A folded word in Latin letters; unknown letters (Han, Hangul, …) stay. An Indic consonant loses its own `a` before a vowel sign and at the end. */
export function transliterate(word: string): string {
  const letters = [...word];
  let latin = '';
  for (const [index, letter] of letters.entries()) {
    const spelled = TABLE.get(letter) ?? letter;
    const next = letters[index + 1];
    const silent = /[\u0915-\u0939\u0a15-\u0a39]/.test(letter) && (next === undefined || VOWEL_SIGNS.test(next));
    latin += silent && spelled.endsWith('a') ? spelled.slice(0, -1) : spelled;
  }
  return latin;
}
