import { add, countOf, NOTHING, summaryLine } from '../../scripts/test/count';
import { shareOut } from '../../scripts/test/suites';

describe('the parts of a test run', () => {
  it('runs pure tests first and a real n8n last, and takes every file once', () => {
    const files = ['e2e/boot.test.ts', 'nodes/LeadIntakeTrigger/x.test.ts', 'core/money.test.ts', 'store/rls.test.ts', 'nodes/Opportunity/y.test.ts', 'new-folder/z.test.ts'];
    const shares = shareOut(files);
    expect(shares.map(({ suite }) => suite.name)).toEqual(['pure', 'store', 'nodes', 'webhook nodes', 'real n8n']);
    expect(shares.flatMap((share) => share.files).sort()).toEqual([...files].sort());
    expect(shares[0]?.files).toEqual(['core/money.test.ts', 'new-folder/z.test.ts']);
  });

  it('counts a file that cannot be loaded as a failure', () => {
    const results = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, numRuntimeErrorTestSuites: 1 };
    expect(summaryLine(add(countOf(results), NOTHING))).toBe('3 passed, 1 failed, 1 skipped');
  });
});
