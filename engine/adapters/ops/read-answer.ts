import { DomainError } from '../../core/errors';
import { opsAnswer, type OpsAnswer } from '../../core/handoff';
import { parseOrThrow } from '../../core/parse';
import { type ReceivedMessage, signatureGap } from './webhook-signature';

/** Proves that an answer comes from the ops system. @throws DomainError `OPS_SIGNATURE_INVALID` */
export function verifyAnswer(message: ReceivedMessage, secrets: readonly string[]): void {
  const gap = signatureGap(message, secrets);
  if (gap !== null) throw new DomainError('OPS_SIGNATURE_INVALID', `The answer of case ops is not accepted: ${gap}.`);
}

/** Reads a proved answer. @throws DomainError `OPS_ANSWER_INVALID` with every mistake */
export function readAnswer(body: Buffer): OpsAnswer {
  return parseOrThrow(opsAnswer, parseJson(body), 'OPS_ANSWER_INVALID', 'The answer of case ops');
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
