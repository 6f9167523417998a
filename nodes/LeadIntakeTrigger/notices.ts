import type { INodeProperties } from 'n8n-workflow';

/** How to wire each source, where the admin needs it. */
export const notices: INodeProperties[] = [
  notice(
    'google',
    'In Google Ads open the lead form, then <b>Other data integration options</b>: paste the production URL as <b>Webhook URL</b> and the key of the credential as <b>Key</b>, and press <b>Send test data</b>.',
  ),
  notice(
    'linkedin',
    'Publish first: LinkedIn checks the URL when it is registered. Then subscribe it with the Lead Sync API (<b>leadNotifications</b>) for each ad account or page. Give <b>Normalize Lead</b> the Sales OS LinkedIn credential: LinkedIn only names the lead, its answers are fetched.',
  ),
  notice(
    'meta',
    'In the Meta App Dashboard open <b>Webhooks</b>, choose <b>Page</b>, paste the production URL as <b>Callback URL</b> and the verify token of the credential, and subscribe to <b>leadgen</b>. Install the app on each page. Give <b>Normalize Lead</b> the Sales OS Meta credential: Meta only names the lead, its answers are fetched.',
  ),
  notice(
    'twilio',
    'In the Twilio Console open the number or the WhatsApp sender, then <b>Messaging → A message comes in</b>: paste the production URL with <b>HTTP POST</b>. Paste it as <b>Status callback URL</b> too, so that delivery reports come in. Behind a proxy enter the URL in the credential as well.',
  ),
  notice(
    'website',
    'Post the form to the production URL with the form token in the field <b>form_token</b> or the header <b>x-sales-os-token</b>. Send <b>consent</b> (ticked by the person), <b>page_url</b> and the UTM parameters. Browsers are let in only from the origins in the credential.',
  ),
  notice(
    'whatsapp',
    'In the Meta App Dashboard open <b>WhatsApp → Configuration</b>, paste the production URL as <b>Callback URL</b> and the verify token of the credential, and subscribe to <b>messages</b>. The app must be subscribed to the WhatsApp Business Account as well.',
  ),
];

function notice(source: string, text: string): INodeProperties {
  return { displayName: text, name: `${source}Notice`, type: 'notice', default: '', displayOptions: { show: { source: [source] } } };
}
