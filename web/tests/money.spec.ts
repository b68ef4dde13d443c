import { expect, test } from '@playwright/test';
import { Server } from './server';
import { Simulator } from './simulator';
import { expectAccessible, watch } from './watch';

let simulator: Simulator;
let server: Server;

test.beforeAll(async () => {
  simulator = await Simulator.start();
  server = await Server.start({ REELWRIGHT_SIMULATED_URL: simulator.url });
});
test.afterAll(async () => {
  await server?.end();
  await simulator?.end();
});

test('lets a person decide about a payment whose outcome nobody saw', async ({ page }) => {
  const { complaints } = watch(page);
  await simulator.arm('SUBMIT_CUT_AFTER');
  const film = await server.order({
    prompt: 'A lamp flares.',
    settings: { models: { clip: { provider: 'simulated', model: 'video-blind' } } },
  });
  await server.until(film, 'blocked');
  await page.goto(`${server.url}/studio/projects/${film}`);
  await page.getByRole('link', { name: 'Decide' }).click();

  const question = page.locator('[data-question]');
  await expect(question).toHaveCount(1);
  await expect(question).toContainText('$0.20');
  await expect(page.getByRole('link', { name: /Decisions/ })).toContainText('1');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Send it again' }).click();

  await expect(page.locator('[data-question]')).toHaveCount(0);
  await server.until(film, 'done');
  // One job for each shot, and one more for the order whose outcome nobody saw.
  const whole = await server.get<{ scenes: { shots: unknown[] }[] }>(
    `/api/studio/projects/${film}`,
  );
  const shots = whole.scenes.flatMap((scene) => scene.shots).length;
  expect((await simulator.counter()).jobs).toBe(shots + 1);
  expect(complaints).toEqual([]);
});
