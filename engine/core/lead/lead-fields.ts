import { comparable } from './text';

/** The fields of a lead that a source may give, whatever it calls them. */
export const LEAD_FIELDS = [
  'full_name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'phone_country',
  'residence_country',
  'citizenship_country',
  'destination_country',
  'language',
  'time_zone',
  'message',
  'date_of_birth',
  'passport_number',
  'national_id',
] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];
/** A firm's own names for fields. */
export type FieldAliases = Readonly<Partial<Record<LeadField, readonly string[]>>>;

/** Common names of each field on forms, in the words of `comparable`. A firm adds its own in `intake.field_aliases`. */
const ALIASES: Record<LeadField, readonly string[]> = {
  full_name: ['name', 'full name', 'fullname', 'your name', 'contact name', 'nom complet', 'nombre completo', 'nome completo'],
  first_name: ['first name', 'firstname', 'given name', 'forename', 'fname', 'prenom', 'vorname', 'primer nombre'],
  last_name: ['last name', 'lastname', 'surname', 'family name', 'lname', 'nom de famille', 'nachname', 'apellido', 'apellidos'],
  email: ['email', 'e mail', 'email address', 'e mail address', 'your email', 'work email', 'user email', 'courriel', 'correo electronico', 'correo'],
  phone: ['phone', 'phone number', 'your phone', 'mobile', 'mobile number', 'mobile phone', 'cell', 'cell phone', 'telephone', 'tel', 'contact number', 'work phone', 'whatsapp', 'whatsapp number', 'numero de telephone', 'telefono', 'telefone'],
  phone_country: ['phone country', 'phone country code', 'country code', 'dial code', 'dialing code', 'calling code'],
  residence_country: ['country', 'residence country', 'country of residence', 'current country', 'country of current residence', 'residence', 'pays', 'pays de residence', 'pais', 'pais de residencia'],
  citizenship_country: ['citizenship country', 'country of citizenship', 'citizenship', 'nationality', 'country of nationality', 'passport country', 'nationalite', 'nacionalidad'],
  destination_country: ['destination country', 'country of destination', 'destination', 'country of interest', 'target country', 'preferred country'],
  language: ['language', 'preferred language', 'lang', 'locale', 'langue', 'idioma'],
  time_zone: ['time zone', 'timezone', 'tz'],
  message: ['message', 'your message', 'comment', 'comments', 'note', 'notes', 'enquiry', 'inquiry', 'how can we help', 'how can we help you', 'details', 'additional information', 'mensaje'],
  date_of_birth: ['date of birth', 'dob', 'birth date', 'birthdate', 'birthday', 'date de naissance', 'fecha de nacimiento'],
  passport_number: ['passport', 'passport number', 'passport no', 'passport id', 'numero de passeport', 'numero de pasaporte'],
  national_id: ['national id', 'national id number', 'sin', 'ssn', 'social insurance number', 'social security number', 'uci', 'aadhaar', 'aadhaar number', 'nin'],
};

/** Questions in a form's own words. Only an answer that reads as what the field holds counts (see assign-fields). */
const QUESTIONS: readonly (readonly [LeadField, RegExp])[] = [
  ['passport_number', /\bpassport (number|no|nr)\b/],
  ['date_of_birth', /\b(date of birth|birth ?date|when were you born)\b/],
  ['citizenship_country', /\b(citizenship|nationality|citizen of|passport)\b/],
  ['destination_country', /\b(destination|country of interest|(move|immigrate|emigrate|relocate|migrate|go|travel|settle) (to|in))\b/],
  ['residence_country', /\b(residence|reside|live|living|located|current country|currently in|based)\b/],
];

/** How a label names its field: by an agreed name, or by what a question seems to ask. */
export interface FieldMatch {
  readonly field: LeadField;
  readonly certain: boolean;
}

const compiled = new WeakMap<FieldAliases, Map<string, LeadField>>();

/** The field that a label names, or null: the label is a custom question. Nested names count by their last part too. */
export function matchField(label: string, aliases: FieldAliases): FieldMatch | null {
  const names = namesFor(aliases);
  const word = comparable(label);
  const field = names.get(word) ?? names.get(comparable(label.slice(label.lastIndexOf('.') + 1)));
  if (field) return { field, certain: true };
  const question = QUESTIONS.find(([, pattern]) => pattern.test(word));
  return question ? { field: question[0], certain: false } : null;
}

function namesFor(aliases: FieldAliases): Map<string, LeadField> {
  const known = compiled.get(aliases);
  if (known) return known;
  const names = new Map<string, LeadField>();
  for (const field of LEAD_FIELDS) {
    names.set(comparable(field), field);
    for (const alias of ALIASES[field]) names.set(alias, field);
  }
  for (const field of LEAD_FIELDS) for (const alias of aliases[field] ?? []) names.set(comparable(alias), field);
  compiled.set(aliases, names);
  return names;
}
