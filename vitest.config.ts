import { defineConfig } from 'vitest/config';

const roots = '{src,bots,workers,sandbox,test,scripts}';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests run hundreds of cases: on a busy machine that takes long, and is no failure.
          testTimeout: 60_000,
          include: [`${roots}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.e2e.test.ts', '**/node_modules/**'],
          // All processors: the usual one less would leave half of a small machine idle.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'e2e',
          include: [`${roots}/**/*.e2e.test.ts`],
          globalSetup: ['test/services.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One Docker engine and two cores: parallel files only measure each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
