// The closing line of a test run, plain and alone on its line: `12 passed, 0 failed, 1 skipped`.

export default class SummaryReporter {
  onTestRunEnd(testModules, unhandledErrors, reason) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) {
      const before = count.failed;
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        count[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1;
      }
      // A file that does not load has no tests, and a failing hook fails none: neither may look like success.
      if (testModule.state() === 'failed' && count.failed === before) count.failed += 1;
    }
    // Nor may a failing set-up, which starts no file at all.
    if (reason === 'failed' && count.failed === 0) count.failed = 1;
    // After the default reporter's own summary, which is written in the same turn.
    setImmediate(() =>
      console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`),
    );
  }
}
