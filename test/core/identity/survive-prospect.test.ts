import fc from 'fast-check';

import {
  combineConsents,
  foundProspect,
  surviveProspect,
  type ConsentRecord,
  type SurvivingLead,
} from '../../../engine/core/identity';

function lead(day: number, fields: Partial<SurvivingLead> = {}): SurvivingLead {
  const touch = { utm_campaign: `campaign-${day}`, click_ids: {}, platform: {} };
  return {
    full_name: 'Priya Sharma',
    first_name: 'Priya',
    last_name: 'Sharma',
    email: 'priya@example.com',
    phone: null,
    language: null,
    residence_country: null,
    citizenship_country: null,
    time_zone: null,
    first_touch: touch,
    last_touch: touch,
    captured_at: new Date(Date.UTC(2026, 0, day)),
    ...fields,
  };
}

describe('surviveProspect', () => {
  it('ID-02: a later lead fills blanks and keeps the primary email', () => {
    const known = surviveProspect(
      foundProspect(lead(1)),
      lead(2, { email: 'second@example.com', phone: { e164: '+14165550100' } }),
    );
    expect(known).toMatchObject({ email: 'priya@example.com', phone: '+14165550100' });
  });

  it('ID-02: a fuller name replaces its abbreviation, another name never does', () => {
    const short = foundProspect(lead(1, { full_name: 'P Sharma', first_name: 'P' }));
    expect(surviveProspect(short, lead(2))).toMatchObject({ full_name: 'Priya Sharma', first_name: 'Priya' });
    expect(surviveProspect(foundProspect(lead(1)), lead(2, { full_name: 'Raj Mehta' }))).toMatchObject({
      full_name: 'Priya Sharma',
    });
  });

  it('ID-02: residence follows the latest capture, also when the leads arrive in the other order', () => {
    const [old, fresh] = [lead(1, { residence_country: 'IN' }), lead(5, { residence_country: 'CA' })];
    expect(surviveProspect(foundProspect(old), fresh)).toMatchObject({ geo: 'CA' });
    const late = surviveProspect(foundProspect(fresh), old);
    expect(late).toMatchObject({
      geo: 'CA',
      first_touch: { utm_campaign: 'campaign-1' },
      last_touch: { utm_campaign: 'campaign-5' },
    });
  });
});

describe('combineConsents', () => {
  const of = (status: ConsentRecord['status']): ConsentRecord => ({
    channel: 'whatsapp',
    purpose: 'service',
    status,
  });

  it('ID-05: an opt-out is never lost, whatever came before or after it', () => {
    expect(combineConsents([of('granted'), of('withdrawn'), of('granted')])).toEqual([of('withdrawn')]);
    expect(combineConsents([of('denied'), of('granted')])).toEqual([of('denied')]);
  });

  it('ID-05: saying nothing takes nothing away', () => {
    expect(combineConsents([of('granted'), of('unknown')])).toEqual([of('granted')]);
  });

  it('ID-05: the order of statements does not matter', () => {
    const statement = fc.record({
      channel: fc.constantFrom('whatsapp' as const, 'email' as const),
      purpose: fc.constantFrom('service' as const, 'marketing' as const),
      status: fc.constantFrom(
        'granted' as const,
        'denied' as const,
        'unknown' as const,
        'withdrawn' as const,
      ),
    });
    fc.assert(
      fc.property(fc.array(statement), (statements) =>
        expect(combineConsents([...statements].reverse())).toEqual(combineConsents(statements)),
      ),
    );
  });
});
