import { lintCampaignName } from '../../../engine/core/attribution';

const RIGHT = 'India | PR | Express Entry | Eligibility Check | Google | 2025-12';

describe('lintCampaignName', () => {
  it('IN-12: finds nothing wrong with the standard name and gives its parts and slug', () => {
    expect(lintCampaignName(RIGHT)).toEqual({
      name: RIGHT,
      is_valid: true,
      problems: [],
      corrected: RIGHT,
      parts: { region: 'India', intent: 'PR', program: 'Express Entry', offer: 'Eligibility Check', channel: 'Google', month: '2025-12' },
      utm_campaign: 'india_pr_express_entry_eligibility_check_google_2025_12',
    });
  });

  it.each([
    ['India|PR|Express Entry|Eligibility Check|Google|2025-12', ['name']],
    ['india | pr | ee | Eligibility Check | google ads | Dec 2025', ['region', 'intent', 'program', 'channel', 'month']],
    ['IN - PR - Express Entry - Eligibility Check - Google - 2025/12', ['name', 'region', 'month']],
    ['India_PR_EE_Eligibility Check_Google_202512', ['name', 'program', 'month']],
    ['PR | India | Express Entry | Eligibility Check | 2025-12 | Google', ['name']],
    ['India ｜ PR ｜ Express Entry ｜ Eligibility Check ｜ Google ｜ 12/2025', ['name', 'month']],
  ])('IN-12: says what is wrong with %s and writes it right', (name, fields) => {
    const lint = lintCampaignName(name);
    expect(lint.problems.map(({ field }) => field)).toEqual(fields);
    expect(lint).toMatchObject({ is_valid: false, corrected: RIGHT });
    expect(lintCampaignName(lint.corrected ?? '').is_valid).toBe(true);
  });

  it.each([
    ['India | PR | Express Entry | Eligibility Check | Google', [{ field: 'name', message: expect.stringContaining('5 of 6 parts') }]],
    ['India | PR | Express Entry | | Google | 2025-12', [{ field: 'offer', message: 'is empty' }]],
    ['India | Happiness | Express Entry | Check | Radio | 2025-13', [{ field: 'intent', message: expect.stringContaining('PR, Work, Study') }, { field: 'channel', message: expect.stringContaining('Google, Meta') }, { field: 'month', message: expect.stringContaining('2025-12') }]],
    ['spring campaign', [{ field: 'name', message: expect.stringContaining('1 of 6') }]],
    ['', [{ field: 'name', message: expect.stringContaining('1 of 6') }]],
  ])('IN-12: invents nothing for %s', (name, problems) => {
    expect(lintCampaignName(name)).toMatchObject({ is_valid: false, corrected: null, problems });
  });

  it('IN-12: keeps regions that are no country, and programs of the firm’s own', () => {
    expect(lintCampaignName('GCC | Work | Caregiver Pilot | Webinar | Meta | 2026-01').is_valid).toBe(true);
    expect(lintCampaignName('UAE | Work | LMIA | Webinar | fb | 2026-01').corrected).toBe('UAE | Work | LMIA | Webinar | Meta | 2026-01');
  });
});
