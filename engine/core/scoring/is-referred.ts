import type { NormalizedLead } from '../model';
import { readYesNo, topicOf } from './question-topic';

const BY_A_PERSON =
  /\b(friends?|family|relatives?|colleagues?|cousin|brother|sister|referr\w*|word of mouth|client of yours|existing client|agent)\b/i;

/** P5.4 "Source = Referral": a person sent them. A referring web site (`utm_medium=referral`) is none. */
export function isReferred(lead: Pick<NormalizedLead, 'source_channel' | 'answers'>): boolean {
  if (lead.source_channel === 'referral') return true;
  return Object.entries(lead.answers).some(([question, answer]) => {
    if (topicOf(question) !== 'source') return false;
    return BY_A_PERSON.test(answer) || (/referr/i.test(question) && readYesNo(answer) === 'yes');
  });
}
