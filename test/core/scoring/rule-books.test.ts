import { classificationRule, classifyLead, scoringSettings, STANDARD_BOOKS } from '../../../engine/core/scoring';
import { leadWith, settingsOf } from './sample-lead';

function read(message: string, document: Parameters<typeof settingsOf>[0] = {}) {
  return classifyLead({ lead: leadWith({ message }), engagement_level: 'Low', overrides: {}, settings: settingsOf(document), currency: 'CAD' }).classification;
}

describe('the standard rule books', () => {
  it('SC-02: hold only rules that a firm could write in its settings', () => {
    const rules = STANDARD_BOOKS.flatMap((book) => book.rules);
    const broken = rules.flatMap((rule) => {
      const parsed = classificationRule.safeParse(rule);
      return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
    });
    expect(broken).toEqual([]);
  });

  it.each([
    ['I am not looking for study', null],
    ['no quiero estudiar', null],
    ['je ne cherche pas un visa étudiant', null],
    ['não quero estudar', null],
    ['padhai nahi karni', null],
    ['मुझे पढ़ाई नहीं करनी', null],
    ['ਮੈਨੂੰ ਪੜ੍ਹਾਈ ਨਹੀਂ ਕਰਨੀ', null],
    ['لا أريد الدراسة', null],
    ['ayaw ko mag-aral', null],
    ['no quiero estudiar sino trabajar', 'Work'],
    ['pas un permis de travail, la résidence permanente', 'PR'],
    ['PR ya work nahi chahiye, sirf student visa', 'Study'],
    ["I'd rather work than study", 'Work'],
    ["I don't have a job offer yet but want PR", 'PR'],
    ['I cannot get a study permit, help', 'Study'],
    ['no sé cómo aplicar a la residencia permanente', 'PR'],
    ["I don't know how to apply for a work permit", 'Work'],
  ])('SC-02: reads the denials of every language: "%s" is %s', (message, intent) => {
    expect(read(message).intent_family).toBe(intent);
  });

  it.each([
    ['my stduy permt was rejceted', 'Study'],
    ['WORK PERMIIIT', 'Work'],
    ['l m i a for a welder', 'Work'],
    ['cityzenship', 'Citizenship'],
    ['residenc permanente', 'PR'],
  ])('SC-02: reads misspelt and spelt-out words: "%s" is %s', (message, intent) => {
    expect(read(message).intent_family).toBe(intent);
  });

  it.each([
    ['je veux partir dans deux semaines', '0-30 days'],
    ['quiero aplicar dentro de 2 meses', '31-90 days'],
    ['daqui a cinco meses', '3-6 months'],
    ['do mahine me apply karna hai', '31-90 days'],
    ['ਦੋ ਮਹੀਨੇ ਵਿੱਚ', '31-90 days'],
    ['خلال شهرين', '31-90 days'],
    ['sa loob ng limang buwan', '3-6 months'],
    ['hace 2 meses llegué', null],
    ['j’ai 5 ans d’expérience', null],
    ['5 saal se kaam kar raha hu', null],
  ])('SC-01: reads a time to come in every language: "%s" is %s', (message, bucket) => {
    expect(read(message).timeline_bucket).toBe(bucket);
  });

  it.each([
    ['My budget is 5k', 'Strong'],
    ['presupuesto de 1500 dólares', 'Medium'],
    ['budget 3 lakh hai', 'Strong'],
    ['I was born in 1990', null],
  ])('SC-01: reads an amount only beside the word budget: "%s" is %s', (message, signal) => {
    expect(read(message).budget_signal).toBe(signal);
  });

  it('SC-02: a firm can leave out the books of languages it does not serve', () => {
    expect(read('no quiero trabajar, quiero estudiar').intent_family).toBe('Study');
    expect(read('quiero estudiar', { standard_rules: { languages: ['en'] } }).intent_family).toBe(null);
  });

  it('SC-02: a rule of the firm with the words of a standard one replaces it', () => {
    const rules = [{ field: 'intent_family' as const, value: null, phrases: ['Study Abroad'] }];
    expect(read('I want to study abroad').intent_family).toBe('Study');
    expect(read('I want to study abroad', { rules }).intent_family).toBe(null);
  });

  it.each([
    ['... permit', "'... permit': '...' must stand between two words"],
    ['a? the?', "'a? the?': at least one word must not be optional"],
    ['work !!', "'work !!': '!!' holds no letters or digits"],
  ])('SC-02: refuses the phrase "%s" and says why', (phrase, message) => {
    const parsed = scoringSettings.safeParse({ rules: [{ field: 'intent_family', value: 'Work', phrases: [phrase] }] });
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
