import { defineConfig } from '@playwright/test';
import { browser } from './tests/browser';

/** `./reel bench screens`: pictures of every screen, for people to look at, and how a long film feels. */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['screens.ts', 'long.ts'],
  workers: 1,
  timeout: 1_200_000,
  reporter: [['list']],
  outputDir: 'test-results',
  use: browser,
});
