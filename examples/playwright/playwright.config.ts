import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// The Chromium of the system, where there is one; else that of `npx playwright install chromium`.
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

export default defineConfig({
  testDir: 'tests',
  reporter: 'list',
  workers: 1,
  use: {
    baseURL: 'http://localhost:4173',
    // Requests that a service worker sends are not routed.
    serviceWorkers: 'block',
    launchOptions: { args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) },
  },
  webServer: { command: 'npm run app', url: 'http://localhost:4173' },
});
