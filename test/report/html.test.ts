import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Reported, reported } from './leaky.ts';

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) =>
  existsSync(each),
);

let run: Reported;
let browser: Browser;
let page: Page;
const said: string[] = [];

describe.skipIf(path === undefined)('the HTML report in Chromium, left out where there is none', () => {
  beforeAll(async () => {
    run = await reported();
    browser = await chromium.launch({ executablePath: path!, args: ['--no-sandbox'] });
    page = await browser.newPage({ javaScriptEnabled: true, offline: true });
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.setContent(run.texts['html']!);
  }, 60_000);

  afterAll(() => browser?.close());

  test('shows the verdict and every finding', async () => {
    expect(await page.locator('.verdict').textContent()).toMatch(/^Broken: \d+$/);
    const last = run.events.at(-1)!;
    const findings = last.type === 'run-finished' ? last.result.findings : [];
    expect(await page.locator('.finding').count()).toBe(findings.length);
    expect(await page.locator('#coverage + *').first().isVisible()).toBe(true);
    expect(said).toEqual([]);
  });

  test('runs no script of a hostile text, and shows the text', async () => {
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('h1').textContent()).toContain('<script>window.broken = true</script>');
  });

  test('searches in findings', async () => {
    const visible = () => page.locator('.finding:visible').count();
    const all = await visible();
    await page.fill('#search', 'server-error');
    expect(await visible()).toBeGreaterThan(0);
    expect(await visible()).toBeLessThan(all);
    await page.fill('#search', 'no finding has these words');
    expect(await visible()).toBe(0);
    await page.fill('#search', '');
    expect(await visible()).toBe(all);
  });

  test('shows which parts of requests were tried, and by which keywords', async () => {
    const parts = page.locator('.parts').first();
    await parts.locator('summary').click();
    expect(await parts.locator('li').allTextContents()).toContainEqual(
      expect.stringMatching(/^security none, wrong/),
    );
    expect(await page.locator('#keywords + table tbody tr').count()).toBeGreaterThan(2);
  });

  test('opens a finding with its request and answer', async () => {
    const first = page.locator('.finding').first();
    await first.locator('summary').click();
    expect(await first.locator('pre.curl').first().isVisible()).toBe(true);
  });
});
