import { attributionFlags, campaignProblems, missingUtms, parseCampaignName } from '../../../engine/core/lead';

const touch = { click_ids: {}, platform: {} };

describe('campaign names', () => {
  it('IN-12: reads the standard name of P3.3.2 in its parts', () => {
    expect(parseCampaignName('India | PR |  Express Entry| Eligibility Check | Google | 2025-12')).toEqual({
      region: 'India',
      intent: 'PR',
      program: 'Express Entry',
      offer: 'Eligibility Check',
      channel: 'Google',
      month: '2025-12',
    });
  });

  it('IN-12: tells every mistake of a name at once', () => {
    expect(campaignProblems('India | | Express Entry | Check | | 2025-13').map(({ field }) => field)).toEqual(['intent', 'channel', 'month']);
    expect(() => parseCampaignName('india_pr_ee_jan')).toThrow("The campaign name 'india_pr_ee_jan' does not follow {Region} | {Intent}");
  });
});

describe('the UTM standard', () => {
  it('IN-12: requires utm_term for search only, and nothing of an untagged visit', () => {
    const tagged = { ...touch, utm_source: 'meta', utm_medium: 'paid_social', utm_campaign: 'india_pr', utm_content: 'ad_1' };
    expect(missingUtms(tagged)).toEqual([]);
    expect(missingUtms({ ...tagged, utm_source: 'google', utm_medium: 'cpc' })).toEqual(['utm_term']);
    expect(missingUtms({ ...touch, utm_source: 'google', utm_medium: 'cpc' })).toEqual(['utm_campaign', 'utm_content', 'utm_term']);
    expect(missingUtms({ ...touch, page_url: 'https://x.example' })).toEqual([]);
  });

  it('IN-12: flags on the lead what marketing should mend', () => {
    expect(attributionFlags({ ...touch, utm_source: 'meta', utm_medium: 'social', utm_content: 'a', utm_campaign: 'India | PR | EE' })).toMatchObject([{ code: 'campaign_name_invalid' }]);
    expect(attributionFlags({ ...touch, utm_campaign: 'spring' })).toMatchObject([{ code: 'utm_incomplete', message: 'The link lacks utm_source, utm_medium, utm_content' }]);
    expect(attributionFlags(touch)).toEqual([]);
  });
});
