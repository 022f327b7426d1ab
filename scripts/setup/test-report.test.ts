import { expect, test } from 'vitest';
import { countTests } from './test-report.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((result) => ({ status: result })),
});
const report = (numPassedTests: number, numFailedTests: number, ...testResults: ReturnType<typeof file>[]) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults });

test('tests are counted as vitest counted them', () => {
  expect(countTests(report(3, 1, file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')))).toEqual({
    passed: 3,
    failed: 1,
  });
});

test('a file that could not be loaded is a failure', () => {
  expect(countTests(report(1, 0, file('passed', 'passed'), file('failed')))).toEqual({ passed: 1, failed: 1 });
});

test('a run that wrote no report has nothing to count', () => {
  expect(countTests('')).toEqual({ passed: 0, failed: 0 });
});
