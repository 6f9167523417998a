import { maskText, sensitiveFlags } from '../../../engine/core/lead/sensitive';

/** What people write about themselves, with a value that sales must not hold. */
const SENSITIVE = [
  'My passport P1234567 is valid', 'passport number: Z1234567', 'Passport No. AB123456', 'passport # 12AB34567', 'passport is C01X00T47', 'passport no X7654321.',
  'P7654321 is my passport', 'mi pasaporte es AAB123456', 'numéro de passeport: 09AB12345', 'паспорт 4510 123456', 'паспорт номер 45 10 123456', '护照号码 E12345678',
  'P<CANSMITH<<JOHN<<<<<<<<<<<<<<<<<<<<<<<<<<<<', 'AB1234567<CAN9004125M2601015<<<<<<<<<<<<<<00', 'born on 1990-04-12', 'born 12 April 1990', 'dob 12/04/1990', 'DOB: 12.04.90',
  'D.O.B. 4/12/1990', 'date of birth is April 12, 1990', 'né le 12 avril 1990', 'née le 12/04/1990', 'nacido el 12 de abril de 1990', 'fecha de nacimiento: 12/04/1990',
  'nascido em 12/04/1990', 'geboren am 12.04.1990', 'дата рождения 12.04.1990', 'родился 12.04.1990', '出生日期：1990年4月12日', 'my birthday is 12th of April 1990', 'SIN: 046 454 286',
  'sin number 046-454-286', 'SSN 123-45-6789', 'my ssn is 123456789', '123-45-6789', 'Aadhaar 1234 5678 9012', 'aadhar no: 123456789012', 'UCI 11-1234-5678', 'UCI: 1112345678',
  'CNIC 12345-1234567-1', '784-1990-1234567-1', 'PAN ABCPE1234F', 'CPF 123.456.789-09', 'national id number 29001011234567', '4111 1111 1111 1111', 'card 5500-0000-0000-0004',
  '378282246310005', '6011111111111117', 'IBAN GB82 WEST 1234 5698 7654 32', 'DE89370400440532013000', 'date of birth 19900412', 'DNI: 12345678Z', 'my NIN is 12345678901',
];

/** The numbers of an ordinary enquiry. */
const HARMLESS = [
  'I have a valid passport and 25000 CAD', 'travel on 2026-09-01', 'my passport expires in 2027', 'passport expires 2027-05-01', 'application number W301234567',
  'IRCC application E001234567', 'call +14165550199', '416-555-0199', '+91 98765 43210', '98765 43210', '00919876543210', 'budget 15000-20000 USD', 'CRS 467',
  'IELTS 7.5 7.0 6.5 8.0', 'born in 1990', 'I was born in India', 'since 2015-2019', '2019-05-01 to 2021-06-30', 'order 4165550199', 'invoice 20240115-0042',
  'job offer NOC 21232', 'tracking 1234567890123456', 'sin 20000000 pesos', 'sin experiencia 2020 2021 2022', 'postal code M5V 2T6', 'salary 120,000', 'LMIA 8123456',
  'Receipt number EAC1234567890', 'USCIS WAC2190123456', 'case number MSC2190000001', 'my age is 29', 'I moved here on 12 April 2019', 'married on 12/04/2015',
  'file number B000123456', 'passport ready', 'passport photos 35x45', 'two passports, 3 kids', 'call me at 5 pm 12/04/2026', 'flight AC123', 'room 1234-5678',
  '2024 2025 2026 2027', 'whatsapp 971501234567', 'score 90 90 90 90', 'https://example.com/?id=12345678901234', 'passport application 2024', 'expiry date 2030-01-01',
  'pan card lost 2 years ago', 'expan 2020', 'the company 123-456-7890', '123-456-7890', '12-3456789', 'pan india tour 2022 12 30', 'dni y pasaporte 2024',
];

describe('maskText', () => {
  it.each(SENSITIVE)('GV-07: masks what is sensitive in %j', (text) => {
    const { text: masked, found } = maskText(text);
    expect(found).toHaveLength(1);
    expect(masked).not.toContain(found[0]!.value);
    expect(maskText(masked)).toEqual({ text: masked, found: [] });
    expect(sensitiveFlags('message', masked)).toHaveLength(1);
  });

  it.each(HARMLESS)('GV-07: leaves %j as it is', (text) => {
    expect(maskText(text)).toEqual({ text, found: [] });
  });
});
