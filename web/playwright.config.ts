import { defineConfig } from '@playwright/test';
import { browser } from './tests/browser';

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.ts',
  // One server at a time; films are made in earnest.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: browser,
});
