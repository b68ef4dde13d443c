import { test } from '@playwright/test';
import { Server } from './server';

const SHOTS = 500;
const GOAL_MILLIS = 100;

type Waits = { interactions: number[]; frames: number[]; nodes: number };

/** `./reel bench screens`: how a film of 500 shots feels, told and not judged. */
test('a film of 500 shots', async ({ browser }) => {
  const server = await Server.start();
  try {
    const film = await fill(server);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/studio/projects/${film}`);
    const strip = page.getByRole('listbox', { name: 'Storyboard' });
    await strip.getByRole('option').first().waitFor();
    await page.evaluate(watchWaits);

    await strip.hover();
    for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(600, 600);
    await strip.getByRole('option').first().click();
    for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowRight');
    await page
      .getByRole('textbox', { name: 'Movement' })
      .pressSequentially('the ship turns slowly to the left');

    // Event timing reports a little later than it happens.
    await page.waitForFunction(
      () => (globalThis as never as { waits: Waits }).waits.interactions.length > 0,
    );
    const waits = await page.evaluate(readWaits);
    const rows: [string, number, string][] = [
      ['interactions', waits.interactions.length, ''],
      ['interaction, 98th of 100', at(waits.interactions, 0.98), `ms (goal ${GOAL_MILLIS})`],
      ['longest interaction', at(waits.interactions, 1), 'ms'],
      ['longest gap between frames', at(waits.frames, 1), 'ms'],
      ['shots in the page at once', waits.nodes, `of ${SHOTS}`],
    ];
    for (const [what, value, unit] of rows) console.log(`${what}: ${Math.round(value)} ${unit}`);
    await page.close();
  } finally {
    await server.end();
  }
});

async function fill(server: Server): Promise<string> {
  const film = await server.order({ title: 'Five hundred shots', prompt: '', start: 'nothing' });
  const made = await server.post<{ scene: { id: string } }>(`/api/studio/projects/${film}/scenes`, {
    name: 'All',
  });
  for (let number = 1; number <= SHOTS; number++) {
    await server.post(`/api/studio/scenes/${made.scene.id}/shots`, {
      lengthMillis: 2000,
      texts: { description: `Shot ${number}`, start: 'a ship at sea', motion: 'slow' },
    });
  }
  return film;
}

function watchWaits() {
  const waits: Waits = { interactions: [], frames: [], nodes: 0 };
  (globalThis as never as { waits: Waits }).waits = waits;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & {
      interactionId?: number;
    })[]) {
      if (entry.interactionId) waits.interactions.push(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  let before = performance.now();
  const beat = (now: number) => {
    waits.frames.push(now - before);
    before = now;
    waits.nodes = Math.max(waits.nodes, document.querySelectorAll('[role="option"]').length);
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}

const readWaits = () => (globalThis as never as { waits: Waits }).waits;

function at(values: number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
