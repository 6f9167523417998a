/** Mailbox providers that people mean when they mistype, with the endings that exist; `*` = any country has its own. */
export const FAMOUS_PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ...(['gmail', 'googlemail', 'icloud', 'rediffmail', 'rocketmail', 'btinternet'] as const).map((label): [string, string[]] => [label, ['com']]),
  ...(['yahoo', 'hotmail', 'outlook'] as const).map((label): [string, string[]] => [label, ['com', '*']]),
  ['protonmail', ['com', 'ch']],
  ['yandex', ['com', 'ru', '*']],
  ...(['comcast', 'verizon', 'sbcglobal', 'bellsouth', 'laposte'] as const).map((label): [string, string[]] => [label, ['net', 'com']]),
  ...(['sympatico', 'videotron'] as const).map((label): [string, string[]] => [label, ['ca']]),
  ['wanadoo', ['fr']],
]);

/** Real names that are one slip away from a famous one. */
export const REAL_NEIGHBOURS: ReadonlySet<string> = new Set(
  'mail email ymail zmail vmail fmail cmail hmail tmail bmail kmail gmx wahoo cloud ecloud mcloud ucloud vcloud jcloud pocketmail outlooks hushmail hotmart'.split(' '),
);

/** Endings that no registry has, by what was meant. */
export const ENDINGS_OF_NOBODY: ReadonlyMap<string, string> = new Map([
  ...'con cmo ocm vom comm coom ccom cim xom cpm ckm cnm dom col comn comj cok clm conm ocom'.split(' ').map((ending): [string, string] => [ending, 'com']),
  ...'nett nte ent neet nrt'.split(' ').map((ending): [string, string] => [ending, 'net']),
  ...'ogr orgg rog'.split(' ').map((ending): [string, string] => [ending, 'org']),
]);

/** RFC 2142 and common custom, in the languages of our readers: read by several people, so it does not identify a person. */
export const ROLE_MAILBOXES: ReadonlySet<string> = new Set(
  (
    'info information contact contactus contacts hello hi office admin administrator admins sales marketing support help helpdesk service services customerservice customercare care ' +
    'hr jobs job careers career recruitment recruiting hiring billing accounts accounting accountant finance payments invoices team staff mail email enquiries enquiry inquiries inquiry ' +
    'noreply no-reply donotreply do-not-reply postmaster hostmaster webmaster abuse security privacy legal compliance press media news newsletter reception frontdesk booking bookings reservations ' +
    'visa visas immigration admissions admission international students registrar enrolment enrollment agent agents application applications partners partnership consult consulting consultation general ' +
    'kontakt contacto contato contatto ventas vendas vente comercial commercial accueil secretariat bonjour hola buero rezeption administracion administration recepcion rrhh empleo emploi informacion informations'
  ).split(' '),
);

/** Providers of throw-away addresses; their subdomains count too. */
export const DISPOSABLE_DOMAINS: ReadonlySet<string> = new Set(
  (
    'mailinator.com mailinator.net guerrillamail.com guerrillamail.net guerrillamail.org guerrillamail.biz guerrillamail.info guerrillamailblock.com sharklasers.com grr.la pokemail.net spam4.me ' +
    '10minutemail.com 10minutemail.net 10minutemail.co.za 10mail.org 20minutemail.com 20minutemail.it 30minutemail.com minutemail.com temp-mail.org temp-mail.io temp-mail.com tempmail.com tempmail.net tempmail.de ' +
    'tempmailo.com tempmail.plus tempr.email temp.email tempinbox.com tempail.com tmpmail.org tmpmail.net tmail.ws yopmail.com yopmail.fr yopmail.net cool.fr.nf jetable.org jetable.com nospam.ze.tm ' +
    'trashmail.com trashmail.de trashmail.net trashmail.org trash-mail.com trashmail.ws wegwerfmail.de wegwerfemail.de wegwerfmail.net byom.de mytrashmail.com getnada.com nada.email dispostable.com ' +
    'maildrop.cc mailcatch.com mailnesia.com mailnull.com mailsac.com mailpoof.com mailexpire.com mailtemp.info mailforspam.com fakeinbox.com fakemail.net fakemailgenerator.com throwawaymail.com ' +
    'throwaway.email mohmal.com moakt.com moakt.cc emailondeck.com emailtemp.org inboxbear.com inboxkitten.com mintemail.com mytemp.email discard.email discardmail.com spamgourmet.com spambox.us ' +
    'spamfree24.org spamex.com spam.la incognitomail.org anonbox.net anonymbox.com burnermail.io deadaddress.com dropmail.me easytrashmail.com einrot.com ezztt.com fleckens.hu harakirimail.com ' +
    'luxusmail.org one-time.email owlymail.com putsbox.com rhyta.com teleworm.us armyspy.com cuvox.de dayrep.com gustr.com jourrapide.com superrito.com crazymailing.com linshiyouxiang.net 33mail.com'
  ).split(' '),
);
