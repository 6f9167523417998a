import { TOLERANCE_SECONDS, verifySignature, type SignedDelivery } from '../../../engine/adapters/calendly';
import { calendlyBody, calendlySignature } from '../../support/calendly';

const at = new Date('2025-03-10T15:00:05Z');
const key = 'whsec-3f9a0c';
const body = calendlyBody('invitee.created', { invitee: 'a' });

function check(changes: Partial<SignedDelivery> = {}) {
  return verifySignature({ signature: calendlySignature(body, key, at), body, received_at: at, signing_keys: [key], tolerance_seconds: TOLERANCE_SECONDS, ...changes });
}

describe('Calendly signatures', () => {
  it('AP-01: a genuine delivery is taken, also with an old key during a rotation', () => {
    expect(check()).toEqual({ valid: true });
    expect(check({ signing_keys: ['new-key', key] })).toEqual({ valid: true });
  });

  it('AP-01: a vector computed with openssl holds', () => {
    const vector = Buffer.from('{"event":"invitee.created"}');
    expect(calendlySignature(vector, 'secret', new Date(1_700_000_000_000))).toBe('t=1700000000,v1=aa81ffe5290dd89882c525d505598e93dff74cad71a6e3d21329ea62882e8609');
  });

  it.each([
    ['without a key', { signing_keys: [] }, 'SIGNING_KEY_MISSING'],
    ['signed with an empty key that is set', { signing_keys: [''], signature: calendlySignature(body, '', at) }, 'SIGNING_KEY_MISSING'],
    ['without the header', { signature: null }, 'SIGNATURE_MISSING'],
    ['with a header of another shape', { signature: 'sha256=abc' }, 'SIGNATURE_MISSING'],
    ['with a time that is no number', { signature: 't=now,v1=abc' }, 'SIGNATURE_MISSING'],
    ['with a short signature', { signature: `t=${Math.floor(at.getTime() / 1000)},v1=abc` }, 'SIGNATURE_WRONG'],
    ['signed with another key', { signature: calendlySignature(body, 'other', at) }, 'SIGNATURE_WRONG'],
    ['with one byte changed', { body: Buffer.concat([body.subarray(0, -1), Buffer.from(' }')]) }, 'SIGNATURE_WRONG'],
    ['older than the tolerance', { received_at: new Date(at.getTime() + 301_000) }, 'SIGNATURE_TOO_OLD'],
    ['from the future', { received_at: new Date(at.getTime() - 301_000) }, 'SIGNATURE_TOO_OLD'],
  ])('AP-01: a delivery %s is refused', (_what, changes, code) => {
    expect(check(changes)).toMatchObject({ valid: false, code });
  });

  it('AP-01: the time is part of what is signed', () => {
    const signature = calendlySignature(body, key, new Date(at.getTime() - 3_600_000)).replace(/t=\d+/, `t=${Math.floor(at.getTime() / 1000)}`);
    expect(check({ signature })).toMatchObject({ code: 'SIGNATURE_WRONG' });
  });
});
