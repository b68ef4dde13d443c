import { expect, test } from '@playwright/test';
import { Server } from './server';
import { expectAccessible, watch } from './watch';

test.describe.configure({ mode: 'serial' });

let server: Server;

test.beforeAll(async () => {
  server = await Server.start({ REELWRIGHT_AUTH: 'on' });
});
test.afterAll(async () => {
  await server?.end();
});

test('lets nobody in without a key, and stays open for who showed one', async ({ page }) => {
  const key = server.key('browser');
  await page.goto(`${server.url}/studio/settings`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('asks for a key');
  await expectAccessible(page);

  await page.getByLabel('API key', { exact: true }).fill('rw_wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That is no valid API key.')).toBeVisible();

  await page.getByLabel('API key', { exact: true }).fill(key);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();

  const { complaints } = watch(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Providers' })).toBeVisible();
  await page.getByRole('button', { name: 'Test builtin' }).click();
  await expect(page.getByText(/It draws, films/)).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('asks for a key');
});
