import type { SourceLead } from '../../engine/core/lead';

const TOUCH = { click_ids: {}, platform: {} };

/** People as they come: scripts, damage, questions in a form's own words, a long message, a robot. */
const PEOPLE: readonly Readonly<Record<string, string>>[] = [
  { name: 'JAN VAN DER BERG', email: 'jan@gmial.com', phone: '416 555 0199', country: 'India', nationality: 'Indian', message: 'Hello, I would like to come to Canada and study there, please call me.', 'Which program?': 'Study permit', consent: 'on' },
  { 'Full name': 'محمد بن سلمان', Email: 'mohammed@example.com', Phone: '+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', 'Where do you live?': 'دبي, الإمارات', 'What is your citizenship?': 'Egyptian', message: 'أريد الهجرة إلى كندا مع عائلتي', consent: 'نعم' },
  { first_name: 'प्रिया', last_name: 'शर्मा', email: 'priya@example.in', phone: '०९८७६५४३२१०', country: 'भारत', message: 'मैं कनाडा जाना चाहती हूँ', consent_marketing: 'हाँ' },
  { name: '王小明', email: '用户@例子.广告', phone: '13800138000', country: '中国', 'Destination country': '加拿大', message: '我想移民加拿大，请联系我。', consent: '同意' },
  { name: 'ИВАНОВ ИВАН ИВАНОВИЧ', email: 'ivanov@mail.ru', phone: '8 (916) 123-45-67', country: 'Россия', message: 'Паспорт 4510 123456, хочу переехать в Канаду', consent: 'да' },
  { name: "o'brien, sinéad", email: '"Sinéad" <sinead@example.ie>', phone: '00353 87 123 4567 / 01 234 5678', country: 'Republic of Ireland', nationality: 'Congolese', message: 'born 12 April 1990', consent: 'Yes, I agree to be contacted' },
  { name: 'http://cheap.example', email: 'x1@mailinator.com', phone: '3.58E+11', country: 'Phillipines', message: `BEST SEO SERVICES ${'buy now '.repeat(60)} <a href="https://x.example">here</a>` },
  { name: 'maria de la cruz', email: 'maria@yahoo.com.br', phone: '551187654321', country: 'São Paulo, Brasil', nationality: 'brasileira', message: `Olá, gostaria de imigrar. ${'Tenho experiência como enfermeira e quero trabalhar. '.repeat(20)}`, 'Orçamento?': '15000 - 20000 CAD', consent: 'sim' },
];

export const MIXED_LEADS: readonly SourceLead[] = PEOPLE.map((fields) => ({
  ...{ source_channel: 'website', platform_lead_id: null, is_test: false, captured_at: new Date('2026-03-02T15:00:00Z'), consents: [], proof: { ip: '203.0.113.7' }, geo_country: 'CA' },
  fields: Object.entries(fields).map(([label, value]) => ({ label, value })),
  first_touch: TOUCH,
  last_touch: { ...TOUCH, utm_source: 'google', utm_medium: 'cpc', utm_campaign: 'India | PR | Express Entry | Eligibility Check | Google | 2026-03', utm_content: 'a' },
  robot: { honeypot_filled: false, seconds_to_send: 20, user_agent: 'Mozilla/5.0' },
}));
