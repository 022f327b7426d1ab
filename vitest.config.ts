import { defineConfig } from 'vitest/config';

const roots = '{src,bots,workers,sandbox,test,scripts}';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${roots}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.e2e.test.ts', '**/node_modules/**'],
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
