import fc from 'fast-check';

import {
  decideIdentity,
  emailKey,
  identifiersOf,
  MAX_CANDIDATES,
  type Candidate,
  type IdentityLead,
} from '../../../engine/core/identity';

function lead(
  fields: { name?: string | null; email?: string; phone?: string; guessed?: boolean; platform?: string } = {},
): IdentityLead {
  return {
    full_name: fields.name === undefined ? 'Priya Sharma' : fields.name,
    email: fields.email ?? null,
    phone: fields.phone ? { e164: fields.phone, extension: null, guessed: fields.guessed ?? false } : null,
    source_channel: 'google',
    platform_lead_id: fields.platform ?? null,
  };
}

function person(prospect_id: string, fields: Parameters<typeof lead>[0]): Candidate {
  const known = lead(fields);
  return { prospect_id, full_name: known.full_name, identifiers: identifiersOf(known) };
}

const EMAIL = 'priya@example.com';
const PHONE = '+919812345678';

describe('decideIdentity', () => {
  it('ID-01: nobody with an identifier in common makes a new person and says what was searched', () => {
    const decision = decideIdentity(lead({ email: EMAIL, phone: PHONE }), []);
    expect(decision).toMatchObject({
      outcome: 'new',
      rule: null,
      prospect_id: null,
      why: 'nobody known by this email, phone',
    });
  });

  it('ID-01: a lead without any identifier is new and says that it cannot be recognised', () => {
    expect(decideIdentity(lead(), []).why).toBe(
      'the lead has no email, phone or platform lead id to be recognised by',
    );
  });

  it.each([
    ['email', { email: EMAIL, phone: '+14165550100' }, { email: 'Priya@Example.com' }],
    ['phone', { email: 'other@example.com', phone: PHONE }, { phone: PHONE, email: EMAIL }],
    ['platform_lead_id', { platform: 'lead-7' }, { platform: 'lead-7', email: EMAIL }],
    ['name_and_phone', { phone: '+19812345678', guessed: true }, { phone: PHONE }],
  ] as const)('ID-01: the same person is found by %s and the rule is named', (rule, incoming, known) => {
    expect(decideIdentity(lead(incoming), [person('a', known)])).toMatchObject({
      outcome: 'existing',
      rule,
      prospect_id: 'a',
    });
  });

  it('ID-01: email outranks phone, and the two persons it found are named as possible duplicates', () => {
    const decision = decideIdentity(lead({ email: EMAIL, phone: PHONE }), [
      person('a', { phone: PHONE }),
      person('b', { email: EMAIL }),
    ]);
    expect(decision).toMatchObject({
      outcome: 'existing',
      rule: 'email',
      prospect_id: 'b',
      possible_duplicates: ['a', 'b'],
    });
  });

  it('ID-01: Gmail dots, tags and googlemail are one mailbox; other providers keep their dots', () => {
    expect(emailKey('P.Riya+ads@GoogleMail.com')).toBe('priya@gmail.com');
    expect(emailKey('P.Riya+ads@example.com')).toBe('p.riya+ads@example.com');
  });

  it.each([
    ['phone', { phone: PHONE }],
    ['email', { email: EMAIL }],
    ['email and phone', { email: EMAIL, phone: PHONE }],
  ] as const)(
    'ID-03: a shared %s with clearly different names relates two persons and merges nothing',
    (shared, address) => {
      const decision = decideIdentity(lead({ name: 'Raj Sharma', ...address }), [person('a', address)]);
      expect(decision).toMatchObject({ outcome: 'new', prospect_id: null, related: [{ prospect_id: 'a' }] });
      expect(decision.related[0]?.why).toContain(`shares the ${shared}, but the names are clearly different`);
    },
  );

  it('ID-03: in a household the right member is found by name', () => {
    const household = [
      person('mother', { phone: PHONE }),
      person('father', { name: 'Raj Sharma', phone: PHONE }),
    ];
    const decision = decideIdentity(lead({ name: 'Rajesh Sharma', phone: PHONE }), household);
    expect(decision).toMatchObject({
      outcome: 'existing',
      prospect_id: 'father',
      related: [{ prospect_id: 'mother' }],
    });
  });

  it.each([
    [
      'names that may be siblings',
      { name: 'Sandeep Singh', phone: PHONE },
      { name: 'Mandeep Singh', phone: PHONE },
      'close but may be two persons',
    ],
    [
      'the same mailbox with another surname',
      { name: 'Priya Patel', email: EMAIL },
      { email: EMAIL },
      'sharma differ',
    ],
    [
      'a nameless lead on an office mailbox',
      { name: null, email: 'info@agency.com' },
      { email: 'info@agency.com' },
      'belongs to an office',
    ],
    [
      'a nameless lead on a known phone with another email',
      { name: null, phone: PHONE, email: 'x@example.com' },
      { phone: PHONE, email: EMAIL },
      'the emails differ',
    ],
    ['one digit between the phones', { phone: '+919812345679' }, { phone: PHONE }, 'one digit apart'],
    [
      'the same source lead under another name',
      { name: 'Raj Mehta', platform: 'x' },
      { platform: 'x' },
      'clearly different names',
    ],
  ] as const)('ID-03: %s goes to review with the record and the reason', (_case, incoming, known, reason) => {
    const decision = decideIdentity(lead(incoming), [person('a', known)]);
    expect(decision).toMatchObject({
      outcome: 'review',
      prospect_id: null,
      candidates: [{ prospect_id: 'a', verdict: 'review' }],
    });
    expect(decision.why.toLowerCase()).toContain(reason);
  });

  it('ID-03: a lead that fits two persons who are not one goes to review with the conflict named', () => {
    const known = [person('a', { email: EMAIL }), person('b', { name: 'Pankaj Sharma', phone: PHONE })];
    const decision = decideIdentity(lead({ name: 'P Sharma', email: EMAIL, phone: PHONE }), known);
    expect(decision.outcome).toBe('review');
    expect(decision.candidates.map(({ prospect_id }) => prospect_id)).toEqual(['a', 'b']);
    expect(decision.why).toContain(
      "fits 'Priya Sharma' by email and 'Pankaj Sharma' by phone, who look like two persons",
    );
  });

  it('ID-01: evidence speaks for and against', () => {
    const decision = decideIdentity(lead({ email: 'new@example.com', phone: PHONE }), [
      person('a', { email: EMAIL, phone: PHONE }),
    ]);
    expect(decision.evidence).toEqual([
      { field: 'email', speaks: 'against', message: 'another email than any known one' },
      { field: 'phone', speaks: 'for', message: 'same phone' },
      { field: 'name', speaks: 'for', message: "against 'Priya Sharma': the names are the same" },
    ]);
  });

  it('ID-03: an address with more persons than are compared goes to review', () => {
    const many = Array.from({ length: MAX_CANDIDATES + 1 }, (_, index) =>
      person(`p${index}`, { phone: PHONE }),
    );
    expect(decideIdentity(lead({ phone: PHONE }), many)).toMatchObject({ outcome: 'review' });
  });

  it('ID-01: the order of the known persons never changes the decision', () => {
    const fields = fc.record({
      name: fc.constantFrom('Priya Sharma', 'P Sharma', 'Raj Sharma', 'Priya Patel', 'Priya', null),
      email: fc.constantFrom(undefined, EMAIL, 'info@agency.com', 'other@example.com'),
      phone: fc.constantFrom(undefined, PHONE, '+919812345679', '+14165550100'),
      platform: fc.constantFrom(undefined, 'x'),
      guessed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fields,
        fc.array(fields, { maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (incoming, known, order) => {
          const persons = known.map((one, index) => person(`p${index}`, one));
          const shuffled = persons
            .map((one) => ({ one, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          expect(decideIdentity(lead(incoming), shuffled)).toEqual(decideIdentity(lead(incoming), persons));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
