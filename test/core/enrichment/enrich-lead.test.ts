import { type EnrichmentFacts, enrichLead, guessLanguage, trusted } from '../../../engine/core/enrichment';
import type { Phone } from '../../../engine/core/model';

const phone = (e164: string, country: string | null, guessed = false): Phone => ({ e164, country, extension: null, guessed, type: 'mobile' });
const facts = (known: Partial<EnrichmentFacts> = {}): EnrichmentFacts => ({
  ...{ language: null, residence_country: null, time_zone: null, message: null, answers: {}, phone: null, captured_at: new Date('2026-03-02T15:00:00Z'), request_country: null, accept_language: null },
  ...known,
});

describe('enrichLead', () => {
  it('IN-15: puts what the person answered before every guess', () => {
    expect(enrichLead(facts({ language: 'en', residence_country: 'CA', time_zone: 'America/Vancouver', message: 'Bonjour, je voudrais immigrer avec ma famille', request_country: 'FR', phone: phone('+14165550199', 'CA') }))).toEqual({
      language: { value: 'en', source: 'answer', confidence: 'High' },
      country: { value: 'CA', source: 'answer', confidence: 'High' },
      time_zone: { value: 'America/Vancouver', source: 'answer', confidence: 'High' },
    });
  });

  it('IN-15: is surer of a country when two witnesses agree, and less when they do not', () => {
    const country = (known: Partial<EnrichmentFacts>) => enrichLead(facts(known)).country;
    expect(country({ request_country: 'IN', phone: phone('+919876543210', 'IN') })).toEqual({ value: 'IN', source: 'request and phone number', confidence: 'High' });
    expect(country({ phone: phone('+919876543210', 'IN') })).toMatchObject({ value: 'IN', confidence: 'Medium' });
    expect(country({ request_country: 'AE', phone: phone('+919876543210', 'IN') })).toMatchObject({ value: 'AE', confidence: 'Low' });
    expect(country({ phone: phone('+919876543210', 'IN', true) })).toBeNull();
    expect(country({ request_country: 'T1' })).toBeNull();
  });

  it.each([
    ['+14165550199', 'CA', 'America/Toronto', 'Medium'],
    ['+16045550199', 'CA', 'America/Vancouver', 'Medium'],
    ['+13065550199', 'CA', 'America/Regina', 'Medium'],
    ['+19155550199', 'US', 'America/Denver', 'Medium'],
    ['+919876543210', 'IN', 'Asia/Kolkata', 'Medium'],
    ['+5511987654321', 'BR', 'America/Sao_Paulo', 'Medium'],
    ['+79161234567', 'RU', 'Europe/Moscow', 'Low'],
  ])('IN-15: guesses the time zone of %s', (e164, country, value, confidence) => {
    expect(enrichLead(facts({ phone: phone(e164, country) })).time_zone).toMatchObject({ value, confidence });
  });

  it('IN-15: trusts no guess of low confidence', () => {
    expect(trusted({ value: 'en', source: 'browser language', confidence: 'Low' })).toBeNull();
    expect(trusted({ value: 'fr', source: 'words of the text', confidence: 'Medium' })).toBe('fr');
    expect(enrichLead(facts({ accept_language: 'en-US,en;q=0.9' })).language).toMatchObject({ value: 'en', confidence: 'Low' });
  });
});

describe('guessLanguage', () => {
  it.each([
    ['Hello, I would like to move to Canada with my family and work there.', 'en'],
    ['Bonjour, je voudrais immigrer au Canada avec ma famille. Merci', 'fr'],
    ['Hola, quiero emigrar a Canadá con mi familia, gracias', 'es'],
    ['Olá, gostaria de imigrar para o Canadá com minha família', 'pt'],
    ['Ich möchte nach Kanada auswandern und dort arbeiten', 'de'],
    ['Gusto kong pumunta sa Canada para magtrabaho po', 'tl'],
    ['Tôi muốn định cư ở Canada cùng gia đình', 'vi'],
    ['Хочу переехать в Канаду с семьёй, мы ищем работу', 'ru'],
    ['Хочу переїхати до Канади з родиною', 'uk'],
    ['أريد الهجرة إلى كندا مع عائلتي', 'ar'],
    ['میں کینیڈا جانا چاہتا ہوں، براہ کرم مدد کریں', 'ur'],
    ['من می‌خواهم به کانادا مهاجرت کنم و این برای من مهم است', 'fa'],
    ['मैं कनाडा जाना चाहता हूँ', 'hi'],
    ['म क्यानडा जान चाहन्छु, मलाई मद्दत गर्नुहोस्', 'ne'],
    ['ਮੈਂ ਕੈਨੇਡਾ ਜਾਣਾ ਚਾਹੁੰਦਾ ਹਾਂ', 'pa'],
    ['我想移民加拿大', 'zh'],
    ['캐나다로 이민 가고 싶습니다', 'ko'],
  ])('IN-15: hears the language of %s', (text, language) => {
    expect(guessLanguage(text)?.value).toBe(language);
  });

  it.each(['Hi', 'need visa urgent', 'Canada visa please', 'Express Entry PR', 'CRS 467 IELTS 7.5', 'john smith toronto', 'https://example.com', '12345', 'OK', ''])('IN-15: is not sure of %j', (text) => {
    expect(guessLanguage(text)).toBeNull();
  });
});
