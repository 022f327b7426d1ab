import { relative } from 'node:path';

/**
 * Reads what vitest's JSON report tells. A file that could not be loaded has no tests to fail, so it counts as
 * one failure.
 * @param {string} report
 * @param {string} root what the names of files are relative to
 * @returns {{ passed: number, failures: string[] }} how many passed, and which did not: `file › test`
 */
export function readReport(report, root) {
  if (report === '') return { passed: 0, failures: [] };
  const { numPassedTests, testResults } = JSON.parse(report);
  const failures = testResults.flatMap(
    (
      /** @type {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} */ result,
    ) => {
      const file = relative(root, result.name);
      const failed = result.assertionResults.filter((test) => test.status === 'failed');
      if (failed.length > 0) return failed.map((test) => `${file} › ${test.fullName}`);
      return result.status === 'failed' ? [file] : [];
    },
  );
  return { passed: numPassedTests, failures };
}
