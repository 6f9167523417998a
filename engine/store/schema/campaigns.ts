/** One campaign by its canonical name (P3.3.2). */
export interface CampaignsTable {
  id: string;
  account_id: string;
  name: string;
  region: string;
  intent: string;
  program: string;
  offer: string;
  channel: string;
  /** `2025-12`. */
  month: string;
  created_at: Date;
  updated_at: Date;
}

/** What else a campaign is called: in links and at the ad platforms. */
export interface CampaignKeysTable {
  account_id: string;
  campaign_id: string;
  kind: 'utm' | 'google' | 'meta' | 'linkedin' | 'other';
  value: string;
}
