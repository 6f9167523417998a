import fc from 'fast-check';

import { websiteForm } from '../../../engine/adapters/website';
import { intakeSettings, maskBody, normalizeLead, type StoredBody } from '../../../engine/core/lead';
import { formFields, multipartDelivery, urlEncodedDelivery, websiteDelivery } from '../../support/deliveries';

const settings = intakeSettings.parse({});
const SECRET_FIELDS = { passport_number: 'P/7412589 ü', message: 'passport P7654321 "new", born on 1990/04/12' };
const normalize = (delivery: StoredBody) => normalizeLead(websiteForm.read(delivery, settings)[0]!, settings);
const masked = (delivery: StoredBody): StoredBody => ({ ...delivery, body: maskBody(delivery.body, [...normalize(delivery).sensitive, ...websiteForm.secretsIn(delivery)]) });

describe('maskBody', () => {
  it.each([
    ['JSON', websiteDelivery(SECRET_FIELDS)],
    ['urlencoded', urlEncodedDelivery(formFields(SECRET_FIELDS))],
    ['multipart', multipartDelivery(formFields(SECRET_FIELDS), { field: 'scan', filename: 'passport.jpg', content: Buffer.from(Array.from({ length: 500 }, (_, i) => i % 256)) })],
  ])('GV-07, IN-07: masks a %s body so that it still reads as the same lead', (_type, delivery) => {
    const after = masked(delivery);
    expect(normalize(after).lead).toEqual(normalize(delivery).lead);
    expect(normalize(after).sensitive).toEqual([]);
    for (const secret of ['7412589', 'P7654321', '1990', formFields()['form_token'] ?? '']) expect(after.body.toString('latin1')).not.toContain(secret);
  });

  it('GV-07: writes the document anew where a bare number was sensitive', () => {
    const delivery = websiteDelivery({ passport_number: 12345678 });
    expect(JSON.parse(masked(delivery).body.toString())).toMatchObject({ passport_number: '(passport_number_masked)' });
  });

  it('leaves every other byte as it was', () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x22, 0x7d, 0x20]);
    expect(maskBody(body, []).equals(body)).toBe(true);
    expect(maskBody(Buffer.from('a=1&key=12345678secret&b=ü'), [{ kind: 'secret', value: '12345678secret' }]).toString()).toBe('a=1&key=(secret_masked)&b=ü');
  });

  it('masks a body that is not quite JSON as it stands', () => {
    expect(maskBody(Buffer.from('{"key":"12345678secret",'), [{ kind: 'secret', value: '12345678secret' }]).toString()).toBe('{"key":"(secret_masked)",');
  });

  it('GV-07: finds a value however the body writes it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, maxLength: 20, unit: 'grapheme' }).filter((text) => !/\p{Cs}/u.test(text) && text.trim().length >= 8), (value) => {
        const hidden = [{ kind: 'secret' as const, value }];
        const ascii = JSON.stringify({ v: value }).replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
        for (const text of [JSON.stringify({ v: value }), ascii]) expect(JSON.parse(maskBody(Buffer.from(text), hidden).toString())).toEqual({ v: '(secret_masked)' });
        const form = maskBody(Buffer.from(new URLSearchParams({ v: value }).toString()), hidden).toString();
        expect([...new URLSearchParams(form)]).toEqual([['v', '(secret_masked)']]);
      }),
    );
  });
});
