/**
 * Counts what vitest's JSON report tells. A file that could not be loaded has no tests to fail, so it counts as
 * one failure.
 * @param {string} report
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(report) {
  if (report === '') return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report);
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ { status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}
