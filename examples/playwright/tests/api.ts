import { test as base } from '@playwright/test';
import { mock, type TestMock } from 'standin';
import { mockRoutes } from 'standin/playwright';

/** Each test has a backend of its own, `api`, which answers the calls of its page. */
export const test = base.extend<{ api: TestMock }>({
  api: [
    async ({ page }, use) => {
      const api = await mock('weather.yaml');
      const routes = await mockRoutes(page, api);
      await use(api);
      await routes.stop();
      await api.close();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
