import { mapLimited } from '../../engine/commands/payments/map-limited';
import { type AiClassifier, type AiOpinion, classifyLead, gapsOf, questionOf, readsLikeInstructions, scoringSettings } from '../../engine/core/scoring';
import { answerOf, type Judged, leadOf } from './evaluate';
import { LABEL_FIELDS, type LabelledText } from './labelled-texts';

const SETTINGS = scoringSettings.parse({ ai: { enabled: true, fields: [...LABEL_FIELDS] } });
const AT_ONCE = 8;

export interface AiEvaluation {
  readonly judged: readonly Judged[];
  /** Failures by code; their texts keep the rules' answer. */
  readonly failures: Readonly<Record<string, number>>;
  readonly input_tokens: number;
  readonly output_tokens: number;
}

/** The answers of rules + AI: the model is asked only about what the rules left empty, as in production. */
export async function judgeWithAi(texts: readonly LabelledText[], classifier: AiClassifier): Promise<AiEvaluation> {
  const failures: Record<string, number> = {};
  let input_tokens = 0;
  let output_tokens = 0;
  const judged = await mapLimited(texts, AT_ONCE, async (text): Promise<Judged> => {
    const lead = leadOf(text.text);
    const classify = (ai: AiOpinion | null) => classifyLead({ lead, engagement_level: 'Low', overrides: {}, ai, settings: SETTINGS, currency: 'CAD' }).classification;
    const question = questionOf(lead, gapsOf(classify(null), {}, SETTINGS), SETTINGS);
    if (!question) return { ...text, answer: answerOf(classify(null)) };
    const reply = await classifier.classify(question);
    input_tokens += reply.input_tokens;
    output_tokens += reply.output_tokens;
    if (!reply.ok) failures[reply.code] = (failures[reply.code] ?? 0) + 1;
    const ai = reply.ok ? { fields: reply.fields, model: classifier.model, prompt_version: question.prompt_version, suspicious: readsLikeInstructions(text.text) } : null;
    return { ...text, answer: answerOf(classify(ai)) };
  });
  return { judged, failures, input_tokens, output_tokens };
}
