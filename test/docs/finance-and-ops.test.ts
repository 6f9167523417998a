import { readFileSync } from 'node:fs';
import path from 'node:path';

import { signMessage } from '../../engine/adapters/ops';
import { MANDATORY_FIELDS } from '../../engine/core/handoff';
import { AGE_BUCKETS, MISMATCHES } from '../../engine/core/reconciliation';
import { signatureOf } from '../support/fake-ops';

const page = (name: string) => readFileSync(path.resolve(__dirname, '../../docs', name), 'utf8');

describe('the pages for finance and case ops', () => {
  it('PY-07: reconciliation.md explains every mismatch and every age that a report can hold', () => {
    const text = page('reconciliation.md');
    expect([...Object.keys(MISMATCHES), ...AGE_BUCKETS].filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
  });

  it('HO-06: handoff.md names the step that fills each mandatory field', () => {
    const named = [...page('handoff.md').split('## Where each field comes from')[1]!.matchAll(/`([a-z]+\.[a-z_*]+)`/g)].map(([, field]) => String(field));
    const covers = (field: string) => named.some((name) => name === field || (name.endsWith('.*') && field.startsWith(name.slice(0, -1))));
    expect(MANDATORY_FIELDS.filter((field) => !covers(field))).toEqual([]);
  });

  it.each(['whsec_c2FsZXMtb3MtdGVzdC1zZWNyZXQtMDEyMw==', 'a plain secret of thirty two chars'])('HO-02: the recipe of handoff.md gives the signature that is sent (%s)', (secret) => {
    const at = new Date('2026-03-02T15:00:00Z');
    const sent = signMessage({ id: 'msg_1', body: '{"name":"Zoë"}', at }, secret);
    expect(sent['webhook-signature']).toBe(`v1,${signatureOf('msg_1', '1772463600', '{"name":"Zoë"}', secret)}`);
    expect(sent['webhook-timestamp']).toBe('1772463600');
  });

  it('HO-02: signs the example of the Standard Webhooks specification as it says', () => {
    const sent = signMessage({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', at: new Date(1_614_265_330_000) }, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(sent['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
