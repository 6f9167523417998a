import { z } from 'zod';


/** One text by language code; a language that is missing falls back to the firm's default, then to any. */
const texts = z.record(z.string().regex(/^[a-z]{2,3}$/, 'must be a language code such as en'), z.string().trim().min(1).max(1_000)).refine((by) => Object.keys(by).length > 0, 'needs a text in at least one language');

const question = z
  .object({
    /** A field of the lead, or any other name: then the answer is kept under it. */
    field: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be lower-case letters, digits and _'),
    texts,
    /** Short answers to choose from, by language; WhatsApp shows up to three as buttons. */
    options: z.record(z.array(z.string().trim().min(1).max(20)).min(1).max(10)).default({}),
  })
  .strict();
export type Question = z.output<typeof question>;

/** The built-in flow asks what routing and scoring miss most (P8.5), in this order. */
const QUESTIONS: z.input<typeof question>[] = [
  {
    field: 'full_name',
    texts: { en: 'May I ask your full name?', fr: 'Puis-je vous demander votre nom complet ?', es: '¿Me puede dar su nombre completo?', pt: 'Pode me dizer o seu nome completo?' },
  },
  {
    field: 'residence_country',
    texts: { en: 'In which country do you live now?', fr: 'Dans quel pays vivez-vous actuellement ?', es: '¿En qué país vive ahora?', pt: 'Em que país você mora agora?' },
  },
  {
    field: 'citizenship_country',
    texts: { en: 'Of which country are you a citizen?', fr: 'De quel pays êtes-vous citoyen ?', es: '¿De qué país es ciudadano?', pt: 'De que país você é cidadão?' },
  },
  {
    field: 'program',
    texts: {
      en: 'What are you interested in: study, work, permanent residence, a visit or something else?',
      fr: 'Qu’est-ce qui vous intéresse : études, travail, résidence permanente, visite ou autre chose ?',
      es: '¿Qué le interesa: estudios, trabajo, residencia permanente, una visita u otra cosa?',
      pt: 'O que lhe interessa: estudo, trabalho, residência permanente, visita ou outra coisa?',
    },
    options: { en: ['Study', 'Work', 'Residence'], fr: ['Études', 'Travail', 'Résidence'], es: ['Estudios', 'Trabajo', 'Residencia'], pt: ['Estudo', 'Trabalho', 'Residência'] },
  },
  {
    field: 'email',
    texts: { en: 'Which e-mail address may we write to?', fr: 'À quelle adresse e-mail pouvons-nous vous écrire ?', es: '¿A qué correo electrónico le podemos escribir?', pt: 'Para qual e-mail podemos escrever?' },
  },
];

const TEXTS = {
  unclear: { en: 'Sorry, I did not understand that.', fr: 'Désolé, je n’ai pas compris.', es: 'Perdón, no lo entendí.', pt: 'Desculpe, não entendi.' },
  done: {
    en: 'Thank you! A person of our team will get back to you here.',
    fr: 'Merci ! Une personne de notre équipe vous répondra ici.',
    es: '¡Gracias! Una persona de nuestro equipo le responderá aquí.',
    pt: 'Obrigado! Uma pessoa da nossa equipe vai responder aqui.',
  },
  handover: {
    en: 'Of course. A person of our team will take over here.',
    fr: 'Bien sûr. Une personne de notre équipe prend le relais ici.',
    es: 'Claro. Una persona de nuestro equipo continuará aquí.',
    pt: 'Claro. Uma pessoa da nossa equipe vai continuar aqui.',
  },
};

/** IN-18: the short flow that fills what is missing of a lead who writes: `settings.messaging.question_flow`. */
export const questionFlow = z
  .object({
    enabled: z.boolean().default(true),
    questions: z.array(question).max(10).default(QUESTIONS),
    /** After so many answers that cannot be read a question is left to a human. */
    tries: z.number().int().min(1).max(5).default(2),
    unclear: texts.default(TEXTS.unclear),
    done: texts.default(TEXTS.done),
    handover: texts.default(TEXTS.handover),
  })
  .strict()
  .default({});
export type QuestionFlow = z.output<typeof questionFlow>;
