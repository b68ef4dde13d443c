import { expect, test, type Page } from '@playwright/test';
import { Server } from './server';
import { expectAccessible, watch } from './watch';

test.describe.configure({ mode: 'serial' });

let server: Server;
let film: string;

test.beforeAll(async () => {
  server = await Server.start();
});
test.afterAll(async () => {
  await server?.end();
});

const strip = (page: Page) => page.getByRole('listbox', { name: 'Storyboard' });
const badge = (page: Page, state: string) => page.locator(`header [data-state="${state}"]`);

test('leads from an empty server to the first video by typing a prompt', async ({ page }) => {
  const { complaints } = watch(page);
  await page.goto(server.url);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('first film');
  await expectAccessible(page);

  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/studio\/new$/);
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A lamp flares. A ship turns.');
  await expect(page.locator('.liveQuote')).toHaveText(/About 2 shots · \d+s · free/);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/studio\/projects\//);
  film = page.url().split('/').pop()!;
  await expect(strip(page).getByRole('option')).toHaveCount(2, { timeout: 60_000 });
  await expect(badge(page, 'done')).toBeVisible({ timeout: 180_000 });
  const video = page.locator('.screen video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.duration)).toBeGreaterThan(1);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('steps through the film frame by frame with the keys', async ({ page }) => {
  await page.goto(`${server.url}/studio/projects/${film}`);
  const video = page.locator('.screen video');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.readyState)).toBeGreaterThan(1);
  const frame = () =>
    video.evaluate((v: HTMLVideoElement) => Math.floor(v.currentTime * 24 + 1e-3));

  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  expect(await frame()).toBe(3);
  await page.keyboard.press('ArrowLeft');
  expect(await frame()).toBe(2);
  await page.keyboard.press('l');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.paused)).toBe(false);
  await page.keyboard.press('k');
  await expect.poll(() => video.evaluate((v: HTMLVideoElement) => v.paused)).toBe(true);
});

test('edits a shot, makes only it again, chooses a take, finishes again', async ({ page }) => {
  const { complaints } = watch(page);
  await page.goto(`${server.url}/studio/projects/${film}`);
  const before = await takesOf(film);
  await strip(page).getByRole('option').nth(1).click();
  await expect(page.getByRole('region', { name: 'Takes' }).getByRole('listitem')).toHaveCount(1);

  await page.getByRole('textbox', { name: 'Movement' }).fill('the ship turns slowly to the left');
  await expect(page.locator('[data-save="saved"]')).toBeVisible();
  await expect(strip(page).getByRole('option').nth(1)).toHaveAttribute('data-state', 'stale');
  await expect(page.getByRole('button', { name: /Make 2 parts again · free/ })).toBeVisible();
  await expectAccessible(page);

  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: 'What should be different?' }).fill('slower');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Takes' }).getByRole('listitem')).toHaveCount(2, {
    timeout: 120_000,
  });
  await expect(badge(page, 'done')).toBeVisible({ timeout: 120_000 });
  const made = await takesOf(film);
  expect(made['0/clip']).toBe(before['0/clip']);
  expect(made['0/start_frame']).toBe(before['0/start_frame']);
  expect(made['1/start_frame']).toBe(before['1/start_frame']);
  expect(made['1/clip']).not.toBe(before['1/clip']);

  await page.keyboard.press('1');
  await expect(page.getByText('Take 1 is in the film now')).toBeVisible();
  await page.getByRole('button', { name: /Make 1 part again/ }).click();
  await expect(badge(page, 'done')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('button', { name: /Make 1 part again/ })).toHaveCount(0);
  expect((await takesOf(film))['1/clip']).toBe(before['1/clip']);
  expect(complaints).toEqual([]);
});

test('finishes a film in another way, makes nothing but its cut, and hands it to editors', async ({
  page,
}) => {
  const { complaints } = watch(page);
  await page.goto(`${server.url}/studio/projects/${film}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Finishing …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Finishing' });
  await dialog.getByRole('combobox', { name: 'Look of the captions' }).click();
  await page.getByRole('option', { name: 'On a dark box' }).click();
  await dialog.getByRole('combobox', { name: 'Between the shots' }).click();
  await page.getByRole('option', { name: 'Cross-fades of 0.5 s' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: /Make 1 part again/ }).click();
  await expect(badge(page, 'done')).toBeVisible({ timeout: 120_000 });
  await page.getByRole('button', { name: 'More actions' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Everything, with its media (zip)' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  expect(complaints).toEqual([]);
});

test('tells the second of two tabs that the same text was changed, and loses neither', async ({
  context,
}) => {
  const one = await context.newPage();
  const two = await context.newPage();
  for (const page of [one, two]) {
    await page.goto(`${server.url}/studio/projects/${film}`);
    await expect(strip(page)).toBeVisible();
  }
  const text = (page: Page) => page.getByRole('textbox', { name: 'Last frame' });
  // The second one begins to write before the first one has saved.
  await two.route('**/api/studio/shots/*', (route) =>
    route.request().method() === 'PATCH'
      ? setTimeout(() => void route.continue(), 1500)
      : void route.continue(),
  );
  await text(two).fill('the words of the second');
  await text(one).fill('the words of the first');
  await expect(one.locator('[data-save="saved"]')).toBeVisible();

  const conflict = two.locator('[data-conflict="end"]');
  await expect(conflict).toBeVisible();
  await expect(conflict).toContainText('the words of the first');
  await expect(conflict).toContainText('the words of the second');
  await expectAccessible(two);
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(two.locator('[data-save="saved"]')).toBeVisible();
  await expect(text(one)).toHaveValue('the words of the second');

  // Different fields do not get into each other's way.
  await text(one).fill('the first again');
  await two.getByRole('textbox', { name: 'Leave out' }).fill('people');
  await expect(text(two)).toHaveValue('the first again');
  await expect(one.getByRole('textbox', { name: 'Leave out' })).toHaveValue('people');
  await expect(two.locator('[data-conflict]')).toHaveCount(0);
});

test('stops, survives the death of the server with the page open, and resumes', async ({
  page,
}) => {
  // Long enough not to be finished before the button is found.
  const running = await server.order({
    prompt:
      'A storm rises over the sea. A ship turns. A bird flies home. A dog runs on the beach. A fox hides. ' +
      'A train crosses the mountains. The moon shines on the snow. A robot waves. A cat sleeps by the fire.',
  });
  await page.goto(`${server.url}/studio/projects/${running}`);
  await expect(strip(page).getByRole('option').first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(badge(page, 'stopped')).toBeVisible();

  await server.kill();
  await expect(page.getByText('The server does not answer', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'What happens' }).fill('written while nobody listened');
  await expect(page.locator('[data-save="waiting"]')).toBeVisible();
  await server.start();

  await expect(page.getByText('The server is back.')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('[data-save="saved"]')).toBeVisible({ timeout: 30_000 });
  await page
    .getByRole('button', { name: /Resume|Make/ })
    .first()
    .click();
  await expect(badge(page, 'done')).toBeVisible({ timeout: 180_000 });
  const whole = await server.get<Whole>(`/api/studio/projects/${running}`);
  expect(whole.scenes[0]!.shots[0]!.texts.description).toBe('written while nobody listened');
});

test('forks a film and shows before what is kept and what is made', async ({ page }) => {
  const { complaints } = watch(page);
  await page.goto(`${server.url}/studio/projects/${film}`);
  await page.getByRole('button', { name: 'Fork' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fork this film' });
  await dialog.getByRole('textbox', { name: 'Title of the new film' }).fill('Without the ship');
  await dialog.getByRole('radiogroup', { name: 'Shot 2' }).getByText('Leave out').click();
  const picture = dialog.getByRole('figure', { name: 'What is kept and what is made' });
  await expect(picture).toContainText(/\d parts? made/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Fork', exact: true }).click();

  await expect(page).not.toHaveURL(new RegExp(film));
  await expect(strip(page).getByRole('option')).toHaveCount(1);
  await expect(badge(page, 'done')).toBeVisible({ timeout: 120_000 });
  expect(complaints).toEqual([]);
});

test('asks for approval where the storyboard was wanted first', async ({ page }) => {
  const planned = await server.order({ start: 'plan' });
  await page.goto(`${server.url}/studio/projects/${planned}`);
  await expect(page.getByRole('region', { name: 'Storyboard ready' })).toBeVisible({
    timeout: 60_000,
  });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Approve the storyboard' }).click();
  await expect(badge(page, 'done')).toBeVisible({ timeout: 180_000 });
});

test('finds, filters and deletes films', async ({ page }) => {
  const { complaints } = watch(page);
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: 'Without the ship' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('/');
  await page.keyboard.type('without the ship');
  await expect(page.locator('.projectCard')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'Choose Without the ship' }).check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No project fits.')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('reaches every screen by key, in both languages and both colours', async ({ page }) => {
  const { complaints } = watch(page);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of [
      '/',
      '/studio/new',
      '/studio/decisions',
      '/studio/settings',
      `/studio/projects/${film}`,
    ]) {
      await page.goto(server.url + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await expectAccessible(page);
    }
  }
  await page.goto(server.url);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What do you want to do?').fill('切换');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/settings/);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

type Whole = {
  scenes: {
    shots: {
      texts: { description: string };
      slots: { role: string; take: { id: string } | null }[];
    }[];
  }[];
};

/** The selected takes, by place of the shot and role. */
async function takesOf(project: string): Promise<Record<string, string>> {
  const whole = await server.get<Whole>(`/api/studio/projects/${project}`);
  const takes: Record<string, string> = {};
  whole.scenes
    .flatMap((scene) => scene.shots)
    .forEach((shot, index) =>
      shot.slots.forEach((slot) => {
        if (slot.take) takes[`${index}/${slot.role}`] = slot.take.id;
      }),
    );
  return takes;
}
