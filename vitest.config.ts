import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.spec.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Two at a time: several tests start processes and browsers of their own.
    maxWorkers: 2,
    pool: 'forks',
  },
});
