import { expect, test } from 'vitest';
import { readReport } from './test-report.mjs';

const file = (name: string, status: string, ...tests: string[]) => ({
  name: `/here/${name}`,
  status,
  assertionResults: tests.map((result, index) => ({ status: result, fullName: `law ${index}` })),
});
const report = (numPassedTests: number, ...testResults: ReturnType<typeof file>[]) =>
  JSON.stringify({ numPassedTests, testResults });

test('tests that passed are counted, tests that failed are named', () => {
  const text = report(
    3,
    file('a.test.ts', 'passed', 'passed', 'passed'),
    file('b.test.ts', 'failed', 'passed', 'failed'),
  );
  expect(readReport(text, '/here')).toEqual({ passed: 3, failures: ['b.test.ts › law 1'] });
});

test('a file that could not be loaded is a failure', () => {
  const text = report(1, file('a.test.ts', 'passed', 'passed'), file('b.test.ts', 'failed'));
  expect(readReport(text, '/here')).toEqual({ passed: 1, failures: ['b.test.ts'] });
});

test('a run that wrote no report has nothing to count', () => {
  expect(readReport('', '/here')).toEqual({ passed: 0, failures: [] });
});
