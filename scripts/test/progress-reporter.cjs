'use strict';
const fs = require('node:fs');
const path = require('node:path');

/**
 * One line a test file as it ends, `12/87 ok nodes/PaymentLink/... (14 tests, 1.2 s)`; failures in full, with what the
 * file printed. The counts go to the file named in the option `counts`, for the summary over all suites.
 */
class ProgressReporter {
  constructor(globalConfig, options) {
    this.root = globalConfig.rootDir;
    this.options = options;
    this.ended = 0;
  }

  onRunStart(results) {
    this.total = results.numTotalTestSuites;
  }

  onTestResult(test, result) {
    this.ended += 1;
    const failed = result.numFailingTests > 0 || Boolean(result.testExecError);
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : '';
    const file = path.relative(this.root, test.path);
    console.log(`${this.ended}/${this.total} ${failed ? 'FAILED' : 'ok'} ${file} (${result.testResults.length} tests${skipped}, ${seconds} s)`);
    if (!failed) return;
    console.log(result.failureMessage ?? '');
    for (const { message } of result.console ?? []) console.log(message);
  }

  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = results;
    fs.writeFileSync(this.options.counts, JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }));
  }
}

module.exports = ProgressReporter;
