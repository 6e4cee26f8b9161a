import { http } from 'msw';
import { setupWorker } from 'msw/browser';
import { createMock, loadApi } from '../../../src/index.ts';
import { handlers } from '../../../src/testkit/msw.ts';

/** What runs in the page: a worker of MSW that answers by a description, beside a handler of its own. */
async function start(description: Record<string, unknown>): Promise<void> {
  const api = await loadApi(description);
  const app = createMock(api);
  const mock = { api, fetch: (request: Request) => app.fetch(request) };
  const worker = setupWorker(
    http.get('/own', () => new Response('own')),
    ...handlers(mock),
  );
  await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
}

Object.assign(globalThis, { start });
