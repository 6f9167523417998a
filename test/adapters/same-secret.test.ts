import { matchesSecret, sameSecret, secretLines } from '../../engine/adapters/same-secret';

describe('secrets of sources', () => {
  it('GV-02: match only when they are the same, whatever their length', () => {
    expect(sameSecret('gk-123', 'gk-123')).toBe(true);
    for (const guess of ['', 'gk-12', 'gk-1234', 'GK-123', 'gk-124']) expect(sameSecret(guess, 'gk-123')).toBe(false);
  });

  it('GV-02: an empty secret matches nothing, not even an empty guess', () => {
    expect(sameSecret('', '')).toBe(false);
    expect(matchesSecret('', [''])).toBe(false);
    expect(matchesSecret('gk-123', [])).toBe(false);
  });

  it('GV-02: every line of a credential field is a secret of its own, blank lines are none', () => {
    const secrets = secretLines(' old-secret \r\n\n new-secret\n  ');
    expect(secrets).toEqual(['old-secret', 'new-secret']);
    expect(matchesSecret('new-secret', secrets)).toBe(true);
    expect(secretLines(undefined)).toEqual([]);
  });
});
