import { test, type Browser, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Server } from './server';
import { Simulator } from './simulator';

const FOLDER = resolve(process.env.REELWRIGHT_SCREENS ?? '../bench/results/screens');
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const SCHEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'zh'] as const;

test('pictures of every screen', async ({ browser }) => {
  mkdirSync(FOLDER, { recursive: true });
  const server = await Server.start();
  try {
    await everyLook(browser, 'empty', async (page, save) => {
      await open(page, server, '/', save, 'projects');
      await open(page, server, '/studio/decisions', save, 'decisions');
      await open(page, server, '/studio/new', save, 'new');
    });
    const film = await fill(server);
    await everyLook(browser, 'full', async (page, save) => {
      await open(page, server, '/', save, 'projects');
      await open(page, server, '/studio/settings', save, 'settings');
      await open(page, server, '/studio/new?prompt=A+paper+boat+sails.+It+rains.', save, 'new');
      await page.locator('[aria-expanded="false"]').last().click();
      await settle(page);
      await save('new-more');
      await open(page, server, `/studio/projects/${film}`, save, 'project');
      for (const index of [1, 2]) {
        await page.getByRole('tab').nth(index).click();
        await settle(page);
        await save(`project-tab${index}`);
      }
      await page.getByRole('tab').first().click();
      await page.keyboard.press('r');
      await settle(page);
      await save('regenerate');
      await page.keyboard.press('Escape');
      await settle(page);
      await page.keyboard.press('Shift+F');
      await settle(page);
      await save('fork');
      await page.keyboard.press('Escape');
      await settle(page);
      await page.keyboard.press('?');
      await settle(page);
      await save('help');
      await page.keyboard.press('Escape');
      await settle(page);
      await page.keyboard.press('Control+k');
      await settle(page);
      await save('palette');
    });
  } finally {
    await server.end();
  }
  await moneyScreens(browser);
  const locked = await Server.start({ REELWRIGHT_AUTH: 'on' });
  try {
    await everyLook(browser, 'locked', (page, save) => open(page, locked, '/', save, 'door'));
  } finally {
    await locked.end();
  }
});

/** A paid call that waits for a decision, money that was spent, and a film that says so. */
async function moneyScreens(browser: Browser) {
  const simulator = await Simulator.start();
  const server = await Server.start({ REELWRIGHT_SIMULATED_URL: simulator.url });
  try {
    const settings = { models: { clip: { provider: 'simulated', model: 'video-blind' } } };
    const paid = await server.order({ prompt: 'The sea lies still. A gull calls.', settings });
    await server.until(paid, 'done');
    await simulator.arm('SUBMIT_CUT_AFTER');
    const film = await server.order({ prompt: 'A lamp flares.', settings });
    await server.until(film, 'blocked');
    await everyLook(browser, 'paid', async (page, save) => {
      await open(page, server, '/', save, 'projects');
      await open(page, server, '/studio/decisions', save, 'decisions');
      await open(page, server, `/studio/projects/${film}`, save, 'project-blocked');
      await open(page, server, `/studio/projects/${paid}`, save, 'project-paid');
      await page.getByRole('tab').nth(2).click();
      await settle(page);
      await save('project-costs');
    });
  } finally {
    await server.end();
    await simulator.end();
  }
}

type Save = (screen: string) => Promise<unknown>;

async function everyLook(
  browser: Browser,
  state: string,
  visit: (page: Page, save: Save) => Promise<void>,
) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      for (const language of LANGUAGES) {
        const page = await browser.newPage({ viewport, colorScheme, locale: language });
        await visit(page, (screen) =>
          page.screenshot({
            path: `${FOLDER}/${screen}-${state}-${size}-${colorScheme}-${language}.png`,
            fullPage:
              screen.startsWith('project') || screen === 'settings' || screen.startsWith('new'),
          }),
        );
        await page.close();
      }
    }
  }
}

async function open(page: Page, server: Server, path: string, save: Save, name: string) {
  await page.goto(server.url + path, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await settle(page);
  await save(name);
}

/** Until pictures are there and nothing fades any more. */
async function settle(page: Page) {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.waitForTimeout(700);
}

/** Films in several states; the one to look at closely has two takes and a stale shot. */
async function fill(server: Server): Promise<string> {
  const settings = { width: 640, height: 360, shotLengthMillis: 1200 };
  const film = await server.order({
    prompt:
      'A lighthouse keeper finds a whale stranded on the beach at dawn. The village comes with ropes. At high tide the whale swims free.',
    settings,
  });
  const other = await server.order({
    prompt: 'An old tram drives through the city at night. Snow begins to fall.',
    style: 'watercolor',
    settings,
  });
  await server.order({ prompt: 'A paper boat sails into the sea.', start: 'plan', settings });
  await server.until(film, 'done');
  await server.until(other, 'done');
  type Whole = { scenes: { shots: { id: string }[] }[] };
  const whole = await server.get<Whole>(`/api/studio/projects/${film}`);
  const shots = whole.scenes.flatMap((scene) => scene.shots);
  await server.post(`/api/studio/projects/${film}/redo`, {
    slots: [{ shot: shots[0]!.id, role: 'clip' }, { role: 'cut' }],
    note: 'slower',
    vary: true,
  });
  await server.until(film, 'done');
  await server.call('PATCH', `/api/studio/shots/${shots[1]!.id}`, { motion: 'a slow pan left' });
  return film;
}
