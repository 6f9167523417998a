/** Mailbox providers that people mean when they mistype: a domain one slip away is taken for a typing error. */
export const FAMOUS_DOMAINS: readonly string[] = [
  ...['gmail.com', 'googlemail.com', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'protonmail.com'],
  ...['rediffmail.com', 'rocketmail.com', 'yandex.com', 'yahoo.co.in', 'yahoo.co.uk', 'hotmail.co.uk'],
];

/** Real providers that are one slip away from a famous one. */
export const REAL_NEIGHBOURS: ReadonlySet<string> = new Set([
  ...['mail.com', 'email.com', 'ymail.com', 'zmail.com', 'vmail.com', 'fmail.com', 'cmail.com', 'hmail.com', 'tmail.com'],
]);

/** Endings that no registry has, or that almost nobody means, where .com was meant. */
export const TYPO_ENDINGS: ReadonlySet<string> = new Set(['con', 'cmo', 'ocm', 'vom', 'comm', 'coom', 'cim', 'xom', 'om', 'cm', 'co', 'cpm', 'dom', 'col']);

/** RFC 2142 and common custom: read by several people, so it does not identify a person. */
export const ROLE_MAILBOXES: ReadonlySet<string> = new Set([
  ...['info', 'contact', 'contactus', 'hello', 'office', 'admin', 'administrator', 'sales', 'marketing', 'support', 'help', 'service'],
  ...['hr', 'jobs', 'careers', 'recruitment', 'billing', 'accounts', 'accounting', 'finance', 'team', 'mail', 'enquiries', 'inquiries'],
  ...['noreply', 'no-reply', 'donotreply', 'postmaster', 'webmaster', 'abuse', 'security', 'privacy', 'legal', 'reception'],
]);

export const DISPOSABLE_DOMAINS: ReadonlySet<string> = new Set([
  ...['mailinator.com', 'guerrillamail.com', 'sharklasers.com', '10minutemail.com', 'temp-mail.org', 'tempmail.com', 'yopmail.com'],
  ...['trashmail.com', 'getnada.com', 'dispostable.com', 'maildrop.cc', 'fakeinbox.com', 'throwawaymail.com', 'mohmal.com', 'moakt.com'],
]);
