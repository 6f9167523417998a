import { lintLink } from '../../../engine/core/attribution';

const BASE = 'https://www.example.com/pr?';

describe('lintLink', () => {
  it('IN-12: finds nothing wrong with a link that follows the standard', () => {
    expect(lintLink(`${BASE}utm_source=google&utm_medium=cpc&utm_campaign=india_pr_ee_jan&utm_content=ad_1&utm_term=express_entry_points`)).toMatchObject({ is_valid: true, problems: [] });
    expect(lintLink(`${BASE}utm_source=facebook&utm_medium=paid_social&utm_campaign=india_pr_ee_jan&utm_content=ad_1`).is_valid).toBe(true);
  });

  it('IN-12: asks for the keyword on search links only, and for every other tag', () => {
    expect(lintLink(`${BASE}utm_source=google&utm_medium=cpc&utm_campaign=c&utm_content=a`).problems).toEqual([{ field: 'utm_term', message: expect.stringContaining('keyword') }]);
    expect(lintLink(BASE).problems.map(({ field }) => field)).toEqual(['utm_source', 'utm_medium', 'utm_campaign', 'utm_content']);
  });

  it('IN-12: mends capitals, spaces and other words, and says so', () => {
    const lint = lintLink(`${BASE}UTM_Source=FB&utm_medium=Paid%20Social&utm_campaign=India%20PR&utm_content=ad_1`);
    expect(lint.problems.map(({ field }) => field)).toEqual(['utm_source', 'utm_source', 'utm_medium', 'utm_campaign']);
    expect(lintLink(lint.corrected ?? '')).toMatchObject({ is_valid: true, touch: { utm_source: 'facebook', utm_medium: 'paid_social', utm_campaign: 'india_pr' } });
  });

  it.each([
    [`${BASE}utm_source=google&utm_medium=billboard&utm_campaign=c&utm_content=a`, 'utm_medium'],
    [`${BASE}utm_source=facebook&utm_medium=paid_social&utm_campaign={{campaign.name}}&utm_content=a`, 'utm_campaign'],
    [`${BASE}utm_source=facebook&utm_medium=paid_social&utm_campaign=c&utm_content=a&email=ana@example.com`, 'email'],
    [`${BASE}utm_source=facebook&utm_source=google&utm_medium=paid_social&utm_campaign=c&utm_content=a`, 'utm_source'],
    ['www.example.com/pr', 'url'],
    ['javascript:alert(1)', 'url'],
    ['', 'url'],
  ])('IN-12: says what is wrong with %s', (url, field) => {
    expect(lintLink(url)).toMatchObject({ is_valid: false, problems: [{ field }] });
  });
});
