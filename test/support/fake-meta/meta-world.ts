/** The pages, forms and leads of the stand-in for Meta, with ids as long as the real ones. */
export interface MetaLead {
  readonly id: string;
  readonly form: string;
  readonly page: string;
  readonly created: Date;
  /** Answers by the question's key. */
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  /** Boxes by key. */
  readonly boxes: Readonly<Record<string, boolean>>;
  readonly organic: boolean;
}

export interface MetaForm {
  readonly id: string;
  readonly page: string;
  readonly name: string;
  readonly locale: string;
  readonly questions: readonly { readonly key: string; readonly label: string; readonly type: string; readonly options?: readonly { readonly key: string; readonly value: string }[] }[];
  readonly checkboxes: readonly { readonly key: string; readonly text: string; readonly is_checked_by_default?: boolean }[];
}

export const META_QUESTIONS: MetaForm['questions'] = [
  { key: 'full_name', label: 'Full name', type: 'FULL_NAME' },
  { key: 'email', label: 'Email', type: 'EMAIL' },
  { key: 'phone_number', label: 'Phone number', type: 'PHONE' },
  { key: 'country', label: 'Country', type: 'COUNTRY' },
  { key: 'when_do_you_want_to_move?', label: 'When do you want to move?', type: 'CUSTOM', options: [{ key: 'within_3_months', value: 'Within 3 months' }, { key: 'later', value: 'Later' }] },
];
export const META_BOXES: MetaForm['checkboxes'] = [
  { key: 'optional_1', text: 'You may contact me about my enquiry' },
  { key: 'optional_2', text: 'Send me news', is_checked_by_default: true },
];

export class MetaWorld {
  readonly forms = new Map<string, MetaForm>();
  readonly leads = new Map<string, MetaLead>();
  private next = 0n;

  /** Beyond 2^53, as Meta's ids may be. */
  newId(): string {
    return String(9_007_199_254_740_993n + (this.next += 1n) * 1_000_003n);
  }

  addForm(page: string, change: Partial<MetaForm> = {}): MetaForm {
    const form = { id: this.newId(), page, name: 'Eligibility check', locale: 'en_US', questions: META_QUESTIONS, checkboxes: META_BOXES, ...change };
    this.forms.set(form.id, form);
    return form;
  }

  addLead(form: MetaForm, change: Partial<MetaLead> = {}): MetaLead {
    const id = this.newId();
    const answers = { full_name: 'PRIYA SHARMA', email: `p${id}@example.com`, phone_number: '+919876543210', country: 'IN', 'when_do_you_want_to_move?': 'within_3_months' };
    const lead = { id, form: form.id, page: form.page, created: new Date('2026-03-02T15:00:00Z'), answers, boxes: { optional_1: true, optional_2: true }, organic: false, ...change };
    this.leads.set(lead.id, lead);
    return lead;
  }

  delete(lead: MetaLead): void {
    this.leads.delete(lead.id);
  }
}

/** A lead as the Graph API writes it. */
export function graphLeadOf(lead: MetaLead): Record<string, unknown> {
  const ad = lead.organic ? {} : { ad_id: '120210000000000001', ad_name: 'Video A', adset_id: '120210000000000002', adset_name: 'India 25-45', campaign_id: '120210000000000003', campaign_name: 'India | PR | Express Entry | Eligibility Check | Meta | 2026-03' };
  return {
    id: lead.id,
    created_time: lead.created.toISOString().replace(/\.\d{3}Z$/, '+0000'),
    field_data: Object.entries(lead.answers).map(([name, values]) => ({ name, values: [values].flat() })),
    custom_disclaimer_responses: Object.entries(lead.boxes).map(([checkbox_key, ticked]) => ({ checkbox_key, is_checked: ticked ? '1' : '' })),
    form_id: lead.form,
    is_organic: lead.organic,
    platform: 'ig',
    ...ad,
  };
}

export function graphFormOf({ id, name, locale, questions, checkboxes }: MetaForm): Record<string, unknown> {
  return { id, name, locale, questions: questions.map((question) => ({ id: `q-${question.key}`, ...question })), legal_content: { id: `l-${id}`, custom_disclaimer: { checkboxes: checkboxes.map((box) => ({ is_required: false, is_checked_by_default: false, ...box })) } } };
}
