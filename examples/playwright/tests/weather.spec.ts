import { expect, test } from './api';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('City').fill('Oslo');
});

test('a forecast is shown', async ({ page, api }) => {
  api.on('getForecast').reply(200, { city: 'Oslo', days: [{ celsius: -3 }, { celsius: 4 }] });
  await page.getByRole('button').click();
  await expect(page.locator('output')).toHaveText('-3 °C, 4 °C');
  expect(api.lastRequest('getForecast')).toMatchObject({ path: { city: 'Oslo' }, query: { days: 3 } });
});

test('any forecast is shown', async ({ page }) => {
  await page.getByRole('button').click();
  await expect(page.locator('output')).toHaveText(/^-?\d+ °C/);
});

test('a forecast for too many days is refused by the description alone', async ({ page }) => {
  await page.getByLabel('Days').fill('8');
  await page.getByRole('button').click();
  await expect(page.locator('output')).toHaveText('Sorry: 422');
});

test('a network that fails is told', async ({ page, api }) => {
  api.on('getForecast').networkError();
  await page.getByRole('button').click();
  await expect(page.locator('output')).toHaveText('No network.');
});
