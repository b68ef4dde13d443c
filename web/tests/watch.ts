import { expect, type Page } from '@playwright/test';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Notes what a page complains about. */
export function watch(page: Page): { complaints: string[] } {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { complaints };
}

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** Nobody is shut out, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours that are still fading in would be measured in between.
  await page.waitForTimeout(400);
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (rules) => {
    const axe = (
      window as unknown as {
        axe: { run: (a: unknown, b: unknown) => Promise<{ violations: Violation[] }> };
      }
    ).axe;
    const found = await axe.run(document, { runOnly: { type: 'tag', values: rules } });
    return found.violations.map((each) => ({
      rule: each.id,
      help: each.help,
      where: each.nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    }));
  }, RULES);
  expect(violations).toEqual([]);
}
