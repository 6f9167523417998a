import type { Question, QuestionFlow } from './question-flow-settings';

/** Where a conversation stands in the flow; kept with the conversation. */
export interface FlowState {
  /** `off` = it never started: the flow is switched off or the person was known. */
  readonly phase: 'new' | 'asking' | 'done' | 'human' | 'off';
  /** The question that waits for its answer. */
  readonly asking: string | null;
  readonly tries: number;
  /** Questions that were asked, whatever came of them. */
  readonly asked: readonly string[];
}

export const NEW_FLOW: FlowState = { phase: 'new', asking: null, tries: 0, asked: [] };

export interface FlowTurn {
  /** Fields of the lead that have a value, and custom questions that were answered. */
  readonly filled: ReadonlySet<string>;
  /** What the message's answer was read as; null = it could not be read, undefined = nothing was asked. */
  readonly reading: { readonly value: string } | null | undefined;
  readonly wants_human: boolean;
  readonly languages: readonly (string | null)[];
}

export interface FlowStep {
  readonly state: FlowState;
  /** What to write; null = nothing: a human has taken over, or the flow is over. */
  readonly reply: { readonly text: string; readonly options: readonly string[]; readonly language: string | null } | null;
  /** The field that the message filled. */
  readonly answered: string | null;
  readonly handed_over: boolean;
}

/**
 * IN-18: one turn of the flow after a message: takes the answer, asks the next missing thing, or hands over. It never asks
 * twice what was answered, asks again only what could not be read, and is silent once a human has been asked for.
 */
export function nextStep(state: FlowState, turn: FlowTurn, flow: QuestionFlow): FlowStep {
  if (state.phase === 'human' || state.phase === 'done' || state.phase === 'off') return silent(state);
  if (turn.wants_human) return { ...silent({ ...state, phase: 'human', asking: null }), reply: said(flow.handover, turn), handed_over: true };
  const answered = state.asking !== null && turn.reading ? state.asking : null;
  if (state.asking !== null && answered === null && state.tries < flow.tries) return askAgain(state, turn, flow);
  const next = flow.questions.find(({ field }) => field !== answered && !turn.filled.has(field) && !state.asked.includes(field));
  if (!next) return { ...silent({ ...state, phase: 'done', asking: null }), reply: said(flow.done, turn), answered };
  return { ...ask(state, next, turn), answered };
}

function silent(state: FlowState): FlowStep {
  return { state, reply: null, answered: null, handed_over: false };
}

function ask(state: FlowState, question: Question, turn: FlowTurn): FlowStep {
  const asking: FlowState = { phase: 'asking', asking: question.field, tries: 1, asked: [...state.asked, question.field] };
  return { ...silent(asking), reply: { ...said(question.texts, turn), options: inLanguage(question.options, turn)?.value ?? [] } };
}

function askAgain(state: FlowState, turn: FlowTurn, flow: QuestionFlow): FlowStep {
  const question = flow.questions.find(({ field }) => field === state.asking);
  if (!question) return silent({ ...state, phase: 'done', asking: null });
  const again = said(question.texts, turn);
  const reply = { ...again, text: `${said(flow.unclear, turn).text} ${again.text}`, options: inLanguage(question.options, turn)?.value ?? [] };
  return { ...silent({ ...state, tries: state.tries + 1 }), reply };
}

function said(texts: Readonly<Record<string, string>>, turn: FlowTurn): NonNullable<FlowStep['reply']> {
  const found = inLanguage(texts, turn);
  return { text: found?.value ?? '', options: [], language: found?.language ?? null };
}

function inLanguage<T>(by: Readonly<Record<string, T>>, { languages }: FlowTurn): { value: T; language: string } | null {
  const language = languages.find((code) => code !== null && Object.hasOwn(by, code)) ?? Object.keys(by)[0];
  const value = language === undefined || language === null ? undefined : by[language];
  return value === undefined || !language ? null : { value, language };
}
