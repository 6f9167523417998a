import { capWindows, chooseOwner, describeDecision, type RoutingDecision } from '../../../engine/core/routing';
import { NOON, requestOf, settingsOf, teamOf, userOf } from './team';

const why = (decision: RoutingDecision): Record<string, string | null> => Object.fromEntries(decision.verdicts.map(({ user_id, out }) => [user_id, out]));

describe('choosing an owner', () => {
  it('RT-01: language is a hard constraint, also when only a full rep speaks it', () => {
    const reps = teamOf({ ana: { languages: ['en'] }, bo: { languages: ['fr'] } }, { loads: { bo: { assigned_today: 20 } } });
    const decision = chooseOwner(requestOf({ language: 'fr' }), reps, settingsOf());
    expect(decision).toMatchObject({ outcome: 'waiting', owner_id: null });
    expect(why(decision)).toEqual({ ana: 'language', bo: 'full_day' });
    expect(describeDecision('setter', decision)).toBe('Nobody can take it as setter now: 1 without the language, 1 at the daily limit');
  });

  it('RT-01: a language that nobody speaks falls back to the configured one', () => {
    const reps = teamOf({ ana: { languages: ['en'] }, bo: { languages: ['fr'] } });
    expect(chooseOwner(requestOf({ language: 'tl' }), reps, settingsOf())).toMatchObject({ owner_id: 'ana', language_used: 'en' });
    const strict = settingsOf({ language_fallback: { languages: [] } });
    expect(chooseOwner(requestOf({ language: 'tl' }), reps, strict)).toMatchObject({ outcome: 'waiting', language_used: 'tl' });
  });

  it('RT-01: with nobody_available the fallback also serves when the speakers are full', () => {
    const reps = teamOf({ ana: { languages: ['en'] }, bo: { languages: ['fr'] } }, { loads: { bo: { open_opportunities: 60 } } });
    const settings = settingsOf({ language_fallback: { when: 'nobody_available' } });
    expect(chooseOwner(requestOf({ language: 'fr' }), reps, settings)).toMatchObject({ owner_id: 'ana', language_used: 'en' });
  });

  it('RT-01: a language that is not known excludes nobody', () => {
    expect(chooseOwner(requestOf({ language: null }), teamOf({ ana: { languages: ['fr'] } }), settingsOf())).toMatchObject({ owner_id: 'ana' });
  });

  it('RT-01: geo compliance is hard and fails closed when the residence is not known', () => {
    const reps = teamOf({ ana: { countries: ['CA'] }, bo: { excluded_countries: ['IN'] } });
    expect(why(chooseOwner(requestOf({ residence_country: 'IN' }), reps, settingsOf()))).toEqual({ ana: 'geo', bo: 'geo' });
    expect(why(chooseOwner(requestOf({ residence_country: null }), reps, settingsOf()))).toEqual({ ana: 'geo', bo: null });
  });

  it('RT-01: a skilled rep is preferred; others come in only when the skilled are full or away', () => {
    const users = { ana: {}, pia: { skills: [{ program_family: 'PNP' }] } };
    const request = requestOf({ program_family: 'PNP' });
    const free = chooseOwner(request, teamOf(users), settingsOf());
    expect(free).toMatchObject({ owner_id: 'pia', reason: 'fair_share' });
    expect(why(free)).toEqual({ ana: 'unskilled', pia: null });
    const full = teamOf(users, { loads: { pia: { open_opportunities: 60 } } });
    expect(chooseOwner(request, full, settingsOf())).toMatchObject({ owner_id: 'ana', reason: 'fair_share_unskilled' });
    expect(why(chooseOwner(request, full, settingsOf({ skill_fallback: 'wait' })))).toEqual({ ana: 'unskilled', pia: 'full_open' });
  });

  it('RT-01: a complex case may ask for a higher level', () => {
    const reps = teamOf({ ana: { skills: [{ program_family: 'PNP', level: 1 }] }, pia: { skills: [{ program_family: 'PNP', level: 3 }] } });
    const settings = settingsOf({ min_skill_level: { Complex: 2 } });
    expect(chooseOwner(requestOf({ program_family: 'PNP', complexity_tier: 'Complex' }), reps, settings)).toMatchObject({ owner_id: 'pia' });
    expect(chooseOwner(requestOf({ program_family: 'PNP', complexity_tier: 'Simple' }), reps, settings)).toMatchObject({ owner_id: 'ana' });
  });

  it('RT-02: every cap closes a rep, the own cap before the default, null means none', () => {
    const users = { a: {}, b: {}, c: {}, d: {}, e: { caps: { max_open_opportunities: null } }, f: { caps: { max_open_opportunities: 3 } } };
    const loads = { a: { open_opportunities: 60 }, b: { assigned_today: 20 }, c: { assigned_last_hour: 30 }, d: { appointments_this_week: 25 }, e: { open_opportunities: 999 }, f: { open_opportunities: 3 } };
    expect(why(chooseOwner(requestOf(), teamOf(users, { loads }), settingsOf()))).toEqual({ a: 'full_open', b: 'full_day', c: 'full_hour', d: 'full_week', e: null, f: 'full_open' });
  });

  it('RT-02: two minutes a lead make at most thirty leads an hour', () => {
    expect(teamOf({ ana: {} })[0]!.caps.hourly_limit).toBe(30);
    expect(teamOf({ ana: {} }, { settings: settingsOf({ handling_minutes: 5 }) })[0]!.caps.hourly_limit).toBe(12);
  });

  it("RT-02: the day and week of the caps are the rep's own", () => {
    const windows = capWindows('Asia/Tokyo', new Date('2026-05-10T16:00:00Z'));
    expect(windows).toEqual({ day_start: new Date('2026-05-10T15:00:00Z'), week_start: new Date('2026-05-10T15:00:00Z'), week_end: new Date('2026-05-17T15:00:00Z') });
  });

  it('RT-03: a pause by a manager and a planned absence both exclude, with the reason', () => {
    const reps = teamOf(
      { ana: { pauses: [{ from: '2026-05-11', to: '2026-05-15', reason: 'vacation' }] }, bo: {}, cy: { pauses: [{ from: '2026-05-12', reason: 'later' }] } },
      { pauses: [{ user_id: 'bo', from: NOON, until: null, reason: 'overwhelmed' }] },
    );
    const decision = chooseOwner(requestOf(), reps, settingsOf());
    expect(decision.owner_id).toBe('cy');
    expect(decision.verdicts.map(({ detail }) => detail)).toEqual(['away until 2026-05-15: vacation', 'paused until resumed: overwhelmed', null]);
  });

  it('RT-08: an uncertified rep gets no live lead, a ramping rep half a share', () => {
    const reps = teamOf({ ana: { certified: false }, bo: { ramp_share: 0.5 }, cy: {} });
    expect(why(chooseOwner(requestOf(), reps, settingsOf()))).toEqual({ ana: 'not_certified', bo: null, cy: null });
    expect(reps.map(({ weight }) => weight)).toEqual([1, 0.5, 1]);
  });

  it('RT-05: a known prospect stays with the last owner, unless away, full, gone or not allowed', () => {
    const users = { ana: {}, bo: {} };
    const known = requestOf({ last_owner_id: 'bo' });
    expect(chooseOwner(known, teamOf(users), settingsOf())).toMatchObject({ owner_id: 'bo', reason: 'sticky_owner', runner_up: 'ana' });
    const gone = [{ pauses: [{ from: '2026-05-01', reason: 'leave' }] }, { active: false }, { countries: ['CA'] }];
    for (const bo of gone) expect(chooseOwner(known, teamOf({ ana: {}, bo }), settingsOf())).toMatchObject({ owner_id: 'ana', reason: 'fair_share' });
    const full = teamOf(users, { loads: { bo: { open_opportunities: 60 } } });
    expect(chooseOwner(known, full, settingsOf()).owner_id).toBe('ana');
    expect(chooseOwner(known, teamOf(users), settingsOf({ sticky_owner: false })).owner_id).toBe('ana');
  });

  it('RT-05: a sticky lead does not cost the rep a share', () => {
    const decision = chooseOwner(requestOf({ last_owner_id: 'bo' }), teamOf({ ana: {}, bo: {} }), settingsOf());
    expect(decision.running).toEqual(['bo']);
  });

  it('RT-02: who is off shift comes in when nobody is on, never, or like everybody, by setting', () => {
    const early = { mon: [{ from: '06:00', to: '10:00' }] };
    const late = { mon: [{ from: '10:00', to: '18:00' }] };
    const reps = teamOf({ ana: { working_hours: early }, bo: { working_hours: late } });
    expect(why(chooseOwner(requestOf(), reps, settingsOf()))).toEqual({ ana: 'off_shift', bo: null });
    expect(why(chooseOwner(requestOf(), reps, settingsOf({ outside_hours: 'assign' })))).toEqual({ ana: null, bo: null });
    const night = teamOf({ ana: { working_hours: early }, bo: { working_hours: late } }, { at: new Date('2026-05-11T23:00:00-04:00') });
    expect(chooseOwner(requestOf(), night, settingsOf()).outcome).toBe('assigned');
    expect(chooseOwner(requestOf(), night, settingsOf({ outside_hours: 'wait' })).outcome).toBe('waiting');
  });

  it('RT-01: mode equal ignores the weights', () => {
    expect(teamOf({ ana: { weight: 3 } }, { settings: settingsOf({ mode: 'equal' }) })[0]!.weight).toBe(1);
  });

  it('RT-06: without any rep the decision says what to do', () => {
    const decision = chooseOwner(requestOf(), [], settingsOf());
    expect(describeDecision('setter', decision)).toBe("Nobody can take it as setter now: no user has the owner role 'setter'. Add one in Firm Settings.");
  });

  it('RT-01: the same inputs give the same decision', () => {
    const users = { ana: { weight: 2 }, bo: {}, cy: { weight: 0.5 } };
    expect(chooseOwner(requestOf(), teamOf(users), settingsOf())).toEqual(chooseOwner(requestOf(), teamOf(users), settingsOf()));
  });
});

describe('a user of the firm', () => {
  it.each([
    [{ weight: -1 }, 'must be 0 or more'],
    [{ weight: 11 }, 'at most 10'],
    [{ certified: undefined }, 'nobody gets a live lead before certification'],
    [{ pauses: [{ from: '2026-05-11', to: '2026-05-01', reason: 'x' }] }, 'before it starts'],
    [{ working_hours: { mon: [{ from: '09:00', to: '12:00' }, { from: '11:00', to: '13:00' }] } }, '11:00-13:00 overlaps 09:00-12:00'],
    [{ working_hours: { mon: [{ from: '18:00', to: '09:00' }] } }, 'write a night shift as two intervals'],
    [{ time_zone: 'Toronto' }, 'is not an IANA time zone'],
    [{ languages: ['English'] }, 'language code'],
  ])('RT-02: %j is refused with a sentence', (fields, sentence) => {
    expect(() => userOf('ana', fields)).toThrow(sentence);
  });

  it('RT-01: may take leads in several roles, and managers in none unless said', () => {
    expect(userOf('ana', { owner_roles: ['setter', 'closer'] }).owner_roles).toEqual(['setter', 'closer']);
    expect(userOf('max', { role: 'manager', certified: undefined }).owner_roles).toEqual([]);
  });
});
