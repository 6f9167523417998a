import type { MessageTemplate } from './settings';

const BASE = { channel: null, kind: 'reply', purpose: 'service', whatsapp_template: null } as const;
const acknowledgement = (language: string, subject: string, text: string): MessageTemplate => ({ ...BASE, key: 'acknowledgement', language, subject, text });

/**
 * CD-09: the first answer, with no word on chances or outcomes. A firm writes its own in `settings.messaging.templates`.
 */
export const DEFAULT_TEMPLATES: readonly MessageTemplate[] = [
  acknowledgement('en', 'We have received your enquiry', 'Hello {{first_name|there}}, thank you for contacting {{firm_name}}. We have received your enquiry, and a person of our team will answer you.'),
  acknowledgement('fr', 'Nous avons bien reçu votre demande', 'Bonjour {{first_name|à vous}}, merci d’avoir contacté {{firm_name}}. Nous avons bien reçu votre demande ; une personne de notre équipe vous répondra.'),
  acknowledgement('es', 'Hemos recibido su consulta', 'Hola {{first_name|}}, gracias por escribir a {{firm_name}}. Hemos recibido su consulta y una persona de nuestro equipo le responderá.'),
  acknowledgement('pt', 'Recebemos a sua mensagem', 'Olá {{first_name|}}, obrigado por contactar a {{firm_name}}. Recebemos a sua mensagem e uma pessoa da nossa equipe vai responder.'),
  acknowledgement('de', 'Wir haben Ihre Anfrage erhalten', 'Guten Tag {{first_name|}}, danke für Ihre Nachricht an {{firm_name}}. Wir haben Ihre Anfrage erhalten; eine Person aus unserem Team wird Ihnen antworten.'),
];
