import type { ConsentStatement } from '../model';
import type { FormConsent } from './settings';
import type { SourceField } from './source-lead';
import { comparable } from './text';

/** A box of a lead form as its platform reports it. */
export interface FormBox {
  /** The platform's name of the box. */
  readonly key: string;
  readonly ticked: boolean;
  /** It was ticked before the person saw it: says nothing (P3.7). */
  readonly preset: boolean;
  /** What stood beside it; null = the platform does not say. */
  readonly text: string | null;
}

export interface SubmittedForm {
  readonly form_id: string | null;
  readonly boxes: readonly FormBox[];
  readonly captured_at: Date;
  readonly source: string;
  readonly proof: Readonly<Record<string, string>>;
}

/**
 * What a person agreed to in a platform's lead form (IN-13). The platform knows boxes, not purposes: the firm says in its
 * settings what each box covers, or what a form's own text covers without a box. Nothing is assumed beyond that.
 */
export function formConsents(form: SubmittedForm, declared: readonly FormConsent[]): ConsentStatement[] {
  const ofForm = declared.filter(({ form_id }) => form_id === null || form_id === form.form_id);
  const byText = ofForm.filter(({ box }) => box === null).flatMap((consent) => statements(consent, form, null));
  const byBox = form.boxes.flatMap((box) => ofForm.filter((consent) => covers(consent, box)).flatMap((consent) => statements(consent, form, box)));
  return [...byText, ...byBox];
}

/** Boxes that the settings say nothing of, as answers: they are no consent, and they are not lost. */
export function otherBoxes(form: Pick<SubmittedForm, 'form_id' | 'boxes'>, declared: readonly FormConsent[]): SourceField[] {
  const ofForm = declared.filter(({ form_id }) => form_id === null || form_id === form.form_id);
  return form.boxes
    .filter((box) => !ofForm.some((consent) => covers(consent, box)))
    .map(({ key, ticked, text }) => ({ label: text ?? key, value: ticked ? 'yes' : 'no' }));
}

function covers({ box }: FormConsent, { key }: FormBox): boolean {
  return box !== null && comparable(box) === comparable(key);
}

function statements({ channels, purposes, text, text_version }: FormConsent, form: SubmittedForm, box: FormBox | null): ConsentStatement[] {
  const words = box?.text ?? text;
  const proof = box === null ? { ...form.proof, declared_in: 'form_consents' } : { ...form.proof, box: box.key, value: String(box.ticked), ...(box.preset ? { preset: 'true' } : {}) };
  return channels.flatMap((channel) =>
    purposes.map((purpose) => ({
      channel,
      purpose,
      status: box === null || (box.ticked && !box.preset) ? ('granted' as const) : ('unknown' as const),
      ...(words === undefined ? {} : { text: words }),
      ...(text_version === undefined ? {} : { text_version }),
      captured_at: form.captured_at,
      source: form.source,
      proof,
    })),
  );
}
